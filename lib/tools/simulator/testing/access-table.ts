import type { AccessLevel } from '@/lib/domain/core';

/**
 * The access of everyone at Acme, worked out by hand from `build-access.ts`.
 * There are nine projects and a tenth that is deleted. Each entry has the highest level, the number of
 * projects, and one path to that level.
 */
export type ExpectedAccess = readonly [level: AccessLevel, projects: number, path: string | null];

const ENGINEER: ExpectedAccess = [
  'writes-everywhere',
  9,
  'Engineers → role Engineer → every project',
];
const VIEWER: ExpectedAccess = ['reads-everywhere', 9, 'Viewers → role Viewer → every project'];
const LEAD: ExpectedAccess = [
  'owner',
  9,
  'Platform leads → Organization admins → role Owner → organization',
];
const SEARCH: ExpectedAccess = [
  'some-projects',
  2,
  'Search team → role Viewer → project Document Q&A',
];
/** Creating logs comes with the role Log writer, which Project maintainer inherits. */
const SUPPORT: ExpectedAccess = [
  'some-projects',
  2,
  'Support team → role Project maintainer → role Log writer → project Support assistant',
];
/** Engineer in two projects, and only the datasets of a third. */
const DATA: ExpectedAccess = ['some-projects', 3, 'Data science → project Invoice extraction'];
const NONE: ExpectedAccess = ['none', 0, null];

/** Members, by the part of their address before the @. */
export const ACCESS_TABLE: Record<string, ExpectedAccess> = {
  'ana.ferreira': ['owner', 9, 'role Owner → organization'],
  'ben.okafor': ENGINEER,
  // In a group merely named Owners, which can read the organization.
  'chiara.lombardi': ['reads-everywhere', 9, 'Owners → organization'],
  'daniel.weiss': LEAD,
  'emeka.nwosu': LEAD,
  'fatima.elamrani': ENGINEER,
  ci: ENGINEER,
  'ml-platform': ENGINEER,
  'gustav.lindqvist': ENGINEER,
  'haruka.sato': SEARCH,
  'ines.marchand': DATA,
  'jonas.becker': DATA,
  'lucia.hernandez': SUPPORT,
  'marek.nowak': SEARCH,
  'priya.raman': SEARCH,
  'tomas.silva': SUPPORT,
  'olena.kovalenko': ['access-admin', 9, 'organization'],
  'sipho.dlamini': ENGINEER,
  'wei.chen': DATA,
  'aoife.murphy': ENGINEER,
  'yusuf.demir': SUPPORT,
  'noor.vandijk': DATA,
  'mateusz.zielinski': ENGINEER,
  'hana.novakova': VIEWER,
  'kwame.mensah': ENGINEER,
  'leila.haddad': SEARCH,
  'pavel.dvorak': ENGINEER,
  'sofia.rojas': DATA,
  'minh.nguyen': ENGINEER,
  'grace.kimani': SUPPORT,
  'evals-bot': NONE,
  'arjun.patel': ENGINEER,
  'ivan.petrov': DATA,
  'elif.yilmaz': SEARCH,
  'oliver.smith': VIEWER,
  'amara.okonkwo': ENGINEER,
  'nils.johansson': ENGINEER,
  'zoe.janssens': SUPPORT,
  'rahul.iyer': VIEWER,
  'maria.papadopoulou': VIEWER,
  'chen.lin': NONE,
  'samuel.levi': VIEWER,
  'anna.kowalska': VIEWER,
  'diego.fuentes': SUPPORT,
  'aisha.bello': VIEWER,
  'lars.hansen': NONE,
  'yuki.tanaka': DATA,
  'contractor-17': NONE,
};

/** Service accounts, by name. */
export const ACCOUNT_ACCESS: Record<string, ExpectedAccess> = {
  'platform-automation': ['owner', 9, 'role Owner → organization'],
  'nightly-report': ['owner', 9, 'role Owner → organization'],
  'github-actions': [
    'some-projects',
    1,
    'GitHub Actions → role Log writer → project Evals sandbox',
  ],
};
