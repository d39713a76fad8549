import type { Person } from '#access/person';
import { NotVouched, type IdentityProvider, type Vouched } from '../../identity-provider.ts';
import { notFound } from '../../problem.ts';
import { homeOf } from '../navigation.ts';
import { oneOf, page, type AskedPage, type Shown } from '../page.ts';
import type { Service } from '../service.ts';
import { broughtAlong, typedEarlier, type Typed } from './given-back.ts';
import { begin } from './sign-in.page.ts';
import { signInView } from './sign-in-view.ts';

const TYPED = 'given-back';

/** Sends a browser to the council's identity provider, with what it must come back with kept in its session. */
export const signInAtProvider = page({
  method: 'post',
  path: '/sign-in/provider',
  right: 'anybody',
  audit: 'NOTHING', // nobody has signed in yet
  show: async (asked, service) => {
    try {
      const { url, expected } = await providerOf(service).begin();
      const typed = await keptTyped(asked, service);
      asked.session.keep('provider', { ...expected, ...(typed === undefined ? {} : { typed }) });
      return { redirect: url };
    } catch (error) {
      return notVouched(asked, service, error);
    }
  },
});

/** Where the identity provider sends the browser back to. Whoever it vouches for signs in, if they have an account here. */
export const providerAnswer = page({
  path: '/sign-in/answer',
  right: 'anybody',
  audit: 'SIGN_IN',
  show: async (asked, service) => {
    const { session, query } = asked;
    const { provider: expected, wanted } = session;
    session.keep('provider', undefined); // an answer counts once
    if (expected === undefined) return { redirect: '/sign-in' };
    let vouched: Vouched;
    try {
      vouched = await providerOf(service).vouched(asText(query), expected);
    } catch (error) {
      return notVouched(asked, service, error);
    }
    const person = await service.accounts.named(vouched.username);
    if (person === undefined || person.closedAt !== null) return noAccount(asked, service, vouched.username);
    await service.audit.write({ person, action: 'SIGN_IN', outcome: 'DONE', detail, requestId: asked.requestId });
    await begin(asked, person.accountId);
    session.keep('identityToken', vouched.identityToken);
    return (await givenBack(service, person, expected.typed)) ?? { redirect: wanted ?? homeOf(person) };
  },
});

const detail = 'identity provider';

function providerOf({ provider }: Service): IdentityProvider {
  if (provider) return provider;
  throw notFound('Signing in with a council account is not set up here.');
}

/** What somebody had typed when their session ended waits for them, sealed, while they are away at the provider. */
async function keptTyped({ body }: AskedPage, { accounts, drafts }: Service): Promise<string | undefined> {
  const [wanted, whose] = [oneOf(body, '_wanted'), oneOf(body, 'typed._by')];
  const person = wanted !== undefined && isUuid(whose) ? await accounts.person(whose) : undefined;
  return person && drafts.begin(person, TYPED, { wanted, typed: broughtAlong(body) });
}

async function givenBack({ drafts }: Service, person: Person, draftId: string | undefined): Promise<Shown | undefined> {
  if (draftId === undefined) return undefined;
  const kept = await drafts.read<{ readonly wanted: string; readonly typed: readonly Typed[] }>(person, TYPED, draftId);
  if (kept === undefined) return undefined;
  await drafts.remove(person, TYPED, draftId);
  const fields = new Map<string, string[]>();
  for (const { name, value } of kept.body.typed) fields.set(name, [...(fields.get(name) ?? []), value]);
  return typedEarlier(kept.body.wanted, Object.fromEntries(fields), person);
}

async function notVouched(asked: AskedPage, service: Service, error: unknown): Promise<Shown> {
  if (!(error instanceof NotVouched)) throw error;
  const reason = error.message;
  await service.audit.write({ action: 'SIGN_IN', outcome: 'REFUSED', detail, reason, requestId: asked.requestId });
  const text = 'The identity provider did not sign you in. Try again, or tell whoever looks after Waymark';
  return refusal(service, text);
}

async function noAccount({ requestId }: AskedPage, service: Service, username: string): Promise<Shown> {
  const reason = 'no open account';
  await service.audit.write({ username, action: 'SIGN_IN', outcome: 'REFUSED', detail, reason, requestId });
  return refusal(
    service,
    `You are signed in to the council as ${username}, and no account of that name is open here. Ask an administrator of Waymark for one`,
  );
}

const refusal = (service: Service, text: string): Shown =>
  signInView(service, { providerError: text, errors: [{ text, href: '#provider' }] }, 403);

const asText = (query: AskedPage['query']): string =>
  `?${new URLSearchParams(Object.entries(query).flatMap(([name, value]) => [value].flat().map((one) => [name, one] as [string, string]))).toString()}`;

const isUuid = (text: string | undefined): text is string =>
  text !== undefined && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);
