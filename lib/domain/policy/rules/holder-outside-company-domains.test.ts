import { UNNAMED_HOLDER } from '@/lib/domain/organization';
import { key, member, snapshot } from '../testing/builders';
import { testRule } from '../testing/rule-tester';
import { holderOutsideCompanyDomains } from './holder-outside-company-domains';

const settings = { domains: ['acme.example', 'bücher.example'] };
const annas = (email: string | null) => snapshot({ members: [member('anna', { email })] });

testRule(holderOutsideCompanyDomains, {
  clean: [
    { name: 'of the company', snapshot: snapshot(), settings },
    { name: 'upper case', snapshot: annas('Anna@ACME.Example'), settings },
    { name: 'a domain in another script', snapshot: annas('anna@BÜCHER.example'), settings },
  ],
  flagged: [
    {
      name: 'a private address',
      snapshot: annas('anna@mail.test'),
      settings,
      findings: { 'key-1': 'medium' },
      evidence: ['anna@mail.test', 'mail.test'],
    },
  ],
  notAssessed: [
    {
      name: 'no domains are set',
      snapshot: snapshot(),
      notAssessed: { 'org-acme': 'No company email domains are set.' },
    },
    { name: 'no address', snapshot: annas(null), settings, notAssessed: { 'key-1': 'unknown' } },
    {
      name: 'a text that is no address',
      snapshot: annas('anna'),
      settings,
      notAssessed: { 'key-1': 'no readable domain' },
    },
    {
      name: 'whose key it is, is not known',
      snapshot: snapshot({ keys: [key('key-1', { holderId: UNNAMED_HOLDER })] }),
      settings,
      notAssessed: { 'key-1': 'doesn’t report who holds' },
    },
  ],
  edge: [
    {
      name: 'a subdomain is not the domain',
      snapshot: annas('anna@eu.acme.example'),
      settings,
      findings: { 'key-1': 'medium' },
    },
    {
      name: 'a domain that ends alike is not the domain',
      snapshot: annas('anna@notacme.example'),
      settings,
      findings: { 'key-1': 'medium' },
    },
    {
      name: 'what stands before the last @ is not the domain',
      snapshot: annas('"anna@acme.example"@mail.test'),
      settings,
      findings: { 'key-1': 'medium' },
    },
    { name: 'a dot at the end', snapshot: annas('anna@acme.example.'), settings },
  ],
});
