import { existsSync } from 'node:fs';
import { withoutPassword } from '../shown-address.ts';

const SCHEMES = /^(?:esdb|kurrentdb|kurrent|kdb)(\+discover)?:\/\//;

/** Whether an address is one of KurrentDB (or of EventStoreDB, as it was called). */
export const isKurrentUrl = (url: string): boolean => SCHEMES.test(url);

/** What is written wrongly in an address of KurrentDB, and how it is written rightly. No password is in it. */
export class WrongAddress extends Error {
  override readonly name = 'WrongAddress';
}

/**
 * The connection string as this client reads it: it knows `esdb://` and `esdb+discover://` only. TLS, certificates, user
 * and cluster are said in it. Refuses (WrongAddress) what is no address of KurrentDB or names a setting wrongly, before the
 * client sees it: the client tells a place in the text instead of the setting, and the whole text with its password.
 */
export function connectionString(url: string): string {
  const [scheme, discover = ''] = SCHEMES.exec(url) ?? [];
  if (scheme === undefined)
    throw new WrongAddress(`"${withoutPassword(url)}" is not an address of KurrentDB. ${SCHEMES_IN_WORDS}`);
  const rest = url.slice(scheme.length);
  const at = rest.lastIndexOf('@');
  if (at >= 0 && !/^[^:@/?#]+:[^:@/?#]+$/.test(rest.slice(0, at)))
    throw new WrongAddress(
      `The address of KurrentDB at ${withoutPassword(url)} has a user and password that cannot be told apart from the rest: ` +
        'they are written user:password@, and in both (and in settings) @ is %40, : is %3A, / is %2F, ? is %3F, # is %23.',
    );
  const [hosts = '', settings = ''] = rest.slice(at + 1).split(/\?(.*)/s);
  refuseWrongHosts(hosts.replace(/\/+$/, ''), url);
  for (const setting of settings.split('&').filter((one) => one !== '')) refuseWrongSetting(setting, url);
  return `esdb${discover}://${rest}`;
}

function refuseWrongHosts(hosts: string, url: string): void {
  const wrong = hosts.split(',').find((host) => !/^[^\s:/[\]{}"|%~#<>=&$+!*'();]+(:\d{1,5})?$/.test(host));
  if (wrong !== undefined)
    throw new WrongAddress(
      `"${withoutPassword(url)}" is not an address of KurrentDB: ${wrong === '' ? 'it names no host' : 'a host in it is not written host:port'}. ${SCHEMES_IN_WORDS}`,
    );
}

function refuseWrongSetting(setting: string, url: string): void {
  const [name = '', value = ''] = setting.split(/=(.*)/s);
  const key = name.trim().toLowerCase().replace(/[_-]/g, '');
  const takes = SETTINGS[key];
  const refused = (why: string) => new WrongAddress(`In the address of KurrentDB at ${withoutPassword(url)} ${why}`);
  if (key === 'throwonappendfailure' && value === 'false')
    throw refused('take throwOnAppendFailure=false out: conflicts would go unnoticed.');
  if (key === 'tlsverifycert' && value === 'false')
    throw refused('take tlsVerifyCert=false out: certificates are always checked; tlsCaFile=… names one to trust.');
  if (takes === undefined)
    throw refused(
      `${name} is no setting. There are: ${Object.values(SETTINGS)
        .map(([as]) => as)
        .join(', ')}.`,
    );
  const [as, kind] = takes;
  if (!kind.allows.test(value)) throw refused(`${as} is "${value}", and takes ${kind.inWords}.`);
  if (kind === FILE && !existsSync(pathIn(value)))
    throw refused(`${as} names the file ${pathIn(value)}, which is not there or cannot be read.`);
}

function pathIn(value: string): string {
  try {
    return decodeURIComponent(value.trim());
  } catch {
    return value;
  }
}

const SCHEMES_IN_WORDS =
  'It begins with kurrentdb://, kurrentdb+discover://, esdb:// or esdb+discover://, as in esdb://user:password@host:2113?tls=true.';

const SWITCH = { allows: /^(true|false)$/, inWords: 'true or false' };
const NUMBER = { allows: /^-?\d+$/, inWords: 'a whole number' };
const FILE = { allows: /./, inWords: 'the path of a file' };
const TEXT = { allows: /./, inWords: 'a name' };
const NODE = {
  allows: /^(leader|follower|read[_-]?only[_-]?replica|random)$/i,
  inWords: 'leader, follower, readOnlyReplica or random',
};

/** What the client knows, by its name in small letters. */
const SETTINGS: Readonly<Record<string, readonly [as: string, kind: { allows: RegExp; inWords: string }]>> = {
  tls: ['tls', SWITCH],
  tlscafile: ['tlsCaFile', FILE],
  tlsverifycert: ['tlsVerifyCert', SWITCH],
  usercertfile: ['userCertFile', FILE],
  userkeyfile: ['userKeyFile', FILE],
  nodepreference: ['nodePreference', NODE],
  connectionname: ['connectionName', TEXT],
  throwonappendfailure: ['throwOnAppendFailure', SWITCH],
  maxdiscoverattempts: ['maxDiscoverAttempts', NUMBER],
  discoveryinterval: ['discoveryInterval', NUMBER],
  gossiptimeout: ['gossipTimeout', NUMBER],
  defaultdeadline: ['defaultDeadline', NUMBER],
  keepaliveinterval: ['keepAliveInterval', NUMBER],
  keepalivetimeout: ['keepAliveTimeout', NUMBER],
};
