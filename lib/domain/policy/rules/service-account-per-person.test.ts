import { memberId } from '@/lib/domain/core';
import { REFUSED, member, serviceToken, snapshot, tokens } from '../testing/builders';
import { testRule } from '../testing/rule-tester';
import { serviceAccountPerPerson } from './service-account-per-person';

const anna = member('anna', {
  email: 'a.schmidt@acme.example',
  givenName: 'Anna',
  familyName: 'Schmidt',
});
const account = (serviceAccountName: string | null, members = [anna]) =>
  snapshot({ members, serviceTokens: tokens(serviceToken('token-1', { serviceAccountName })) });
const flagged = (name: string) => ({
  name,
  snapshot: account(name),
  findings: { 'token-1': 'low' as const },
});

testRule(serviceAccountPerPerson, {
  clean: [
    { name: 'named after what it is for', snapshot: account('nightly-evals') },
    { name: 'a first name alone: products have such names too', snapshot: account('anna') },
    { name: 'more than the name', snapshot: account('schmidt-import') },
    { name: 'another person of that family name', snapshot: account('Bernd Schmidt') },
  ],
  flagged: [
    {
      ...flagged('Anna Schmidt'),
      evidence: ['Anna Schmidt', 'a.schmidt@acme.example'],
    },
    ...['a.schmidt', 'ASchmidt', 'anna-schmidt-sa', 'Schmidt, Anna', 'annaSchmidt2'].map(flagged),
    ...['Service account of Anna Schmidt', "Anna Schmidt's bot", 'a.schmidt@acme.example'].map(
      flagged,
    ),
    {
      name: 'accents make no difference',
      snapshot: account('zoe-muller', [member('zoe', { givenName: 'Zoë', familyName: 'Müller' })]),
      findings: { 'token-1': 'low' },
    },
    {
      name: 'a name in a script without spaces',
      snapshot: account('田中太郎', [member('taro', { givenName: '太郎', familyName: '田中' })]),
      findings: { 'token-1': 'low' },
    },
  ],
  notAssessed: [
    {
      name: 'tokens could not be listed',
      snapshot: snapshot({ serviceTokens: REFUSED }),
      notAssessed: { 'org-acme': 'Couldn’t read service tokens' },
    },
    {
      name: 'no name',
      snapshot: account(null),
      notAssessed: { 'token-1': 'doesn’t report the service account’s name' },
    },
  ],
  edge: [
    {
      name: 'a shared mailbox is no person',
      snapshot: account('ci', [member('ci', { email: 'ci@acme.example' })]),
    },
    {
      name: 'a word for programs is no person, whatever the mailbox is called',
      snapshot: account('airflow', [member('x', { email: 'airflow@acme.example' })]),
    },
    {
      name: 'the roster lists the account itself',
      snapshot: account('exports', [member('account-1', { email: 'exports@acme.example' })]),
    },
    {
      name: 'the token that a data plane made for itself is left alone',
      snapshot: account('Anna Schmidt'),
      settings: { automaticTokens: ['token-1'] },
    },
    { name: 'an empty name', snapshot: account('') },
    {
      name: 'two members of one name: the same is named, whichever came first',
      snapshot: account('Anna Schmidt', [{ ...anna, id: memberId('z'), email: null }, anna]),
      findings: { 'token-1': 'low' },
      evidence: ['a.schmidt@acme.example'],
    },
  ],
});
