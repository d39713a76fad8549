import { refuseUntaken, usage } from './usage.ts';

describe('the options of a command', () => {
  it('are those that its help names, on whichever of its lines', () => {
    expect(() => refuseUntaken('import', ['dry-run', 'vintage', 'json'])).not.toThrow();
    expect(() => refuseUntaken('forecast', ['as-at', 'by', 'until', 'every', 'list'])).not.toThrow();
    expect(() => refuseUntaken('evaluate', ['events', 'by', 'as-known-at'])).not.toThrow();
  });

  it('are not those of another: a dry run of what knows none would be no dry run', () => {
    expect(() => refuseUntaken('rebuild', ['dry-run'])).toThrow('`waymark rebuild` takes no --dry-run.');
    expect(() => refuseUntaken('migrate-store', ['to', 'dry-run'])).toThrow('It takes --from, --to and --json.');
    expect(() => refuseUntaken('verify', ['limit'])).toThrow('It takes --json alone.');
  });

  it('are told for every command that the help names', () => {
    const commands = [...usage.matchAll(/^ {2}([a-z-]+)/gm)].map(([, name]) => name!);
    expect(commands).toContain('status');
    for (const name of commands) expect(() => refuseUntaken(name, ['json', 'help'])).not.toThrow();
  });
});
