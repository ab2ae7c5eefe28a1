import { REFUSED, grant, reaches, serviceToken, snapshot, tokens } from '../testing/builders';
import { testRule } from '../testing/rule-tester';
import { serviceTokenReachesEveryProject } from './service-token-reaches-every-project';

const serviceTokens = tokens(serviceToken('token-1'));
const everyProject = grant('account-1', 'read', 'org_project');

testRule(serviceTokenReachesEveryProject, {
  clean: [
    {
      name: 'one project',
      snapshot: snapshot({
        serviceTokens,
        reaches: reaches([grant('account-1', 'update', 'project', 'chat')]),
      }),
    },
  ],
  flagged: [
    {
      name: 'reads all of them',
      snapshot: snapshot({ serviceTokens, reaches: reaches([everyProject]) }),
      findings: { 'token-1': 'medium' },
      evidence: ['read', '2, plus all future projects', 'exports → every project'],
    },
  ],
  notAssessed: [
    {
      name: 'tokens could not be listed',
      snapshot: snapshot({ serviceTokens: REFUSED }),
      notAssessed: { 'org-acme': 'Couldn’t read service tokens' },
    },
    {
      name: 'no grant names the account',
      snapshot: snapshot({ serviceTokens, reaches: reaches([]) }),
      notAssessed: { 'token-1': 'can’t be checked' },
    },
    {
      name: 'roles could not be read',
      snapshot: snapshot({
        serviceTokens,
        reaches: reaches([grant('account-1', 'role:x')], { roles: REFUSED }),
      }),
      notAssessed: { 'token-1': 'Roles: Braintrust answered 403.' },
    },
  ],
  edge: [
    {
      name: 'the power of an owner has a finding of its own',
      snapshot: snapshot({ serviceTokens, reaches: reaches([grant('account-1', 'role:owner')]) }),
    },
    {
      name: 'the token that a data plane made for itself is left alone',
      snapshot: snapshot({ serviceTokens, reaches: reaches([everyProject]) }),
      settings: { automaticTokens: ['token-1'] },
    },
    {
      name: 'two tokens of one account',
      snapshot: snapshot({
        serviceTokens: tokens(serviceToken('token-1'), serviceToken('token-2')),
        reaches: reaches([everyProject]),
      }),
      findings: { 'token-1': 'medium', 'token-2': 'medium' },
    },
  ],
});
