import { scryptSync } from 'node:crypto';
import { sealedQuickly } from '#testing/sealed-quickly';
import { isPassword, sealedPassword, whyNotPassword } from './passwords.ts';

describe('a password', () => {
  it('is stored so that it can be recognised and not read', async () => {
    const stored = await sealedPassword('correct horse battery');
    expect(stored).not.toContain('horse');
    expect(await isPassword('correct horse battery', stored)).toBe(true);
    expect(await isPassword('correct horse batterx', stored)).toBe(false);
  });

  it('is stored differently every time', async () => {
    expect(await sealedPassword('correct horse battery')).not.toBe(await sealedPassword('correct horse battery'));
  });

  it('is sealed at the full cost alone, and recognised at the cost that it was sealed at', async () => {
    const stored = sealedQuickly('correct horse battery');
    expect(await isPassword('correct horse battery', stored)).toBe(true);
    expect(await isPassword('correct horse batterx', stored)).toBe(false);
    const [salt, key] = (await sealedPassword('correct horse battery')).split('$');
    const atFullCost = scryptSync('correct horse battery', Buffer.from(salt!, 'base64'), 32, {
      N: 2 ** 15,
      r: 8,
      p: 3,
      maxmem: 2 ** 26,
    });
    expect(key).toBe(atFullCost.toString('base64'));
  });

  it('of nobody is never right, and takes as long to find out', async () => {
    expect(await isPassword('', undefined)).toBe(false);
    expect(await isPassword('anything at all', null)).toBe(false);
  });

  it('typed with an accent is the same however the keyboard composes it', async () => {
    expect(await isPassword('Zo\u0065\u0308 goes home', await sealedPassword('Zo\u00eb goes home'))).toBe(true);
  });

  it('is refused when it is short, endless, one letter over and over, or the name itself', () => {
    expect(whyNotPassword('short', 'sam')).toMatch(/10 characters or more/);
    expect(whyNotPassword('x'.repeat(129), 'sam')).toMatch(/128 characters or fewer/);
    expect(whyNotPassword('aaaaaaaaaaaa', 'sam')).toMatch(/different/);
    expect(whyNotPassword('samantha-9431', 'samantha')).toMatch(/username/);
    expect(whyNotPassword('correct horse battery', 'sam')).toBeUndefined();
  });
});
