const { ModuleMocker } = require('jest-mock');

/** What a suite runs in: this very process, with the environment variables and globals as they were put back after it. */
class OneProcessEnvironment {
  global = globalThis;
  moduleMocker = new ModuleMocker(globalThis);
  fakeTimers = null;
  fakeTimersModern = null;
  names = new Set(Reflect.ownKeys(globalThis));
  console = globalThis.console;
  exit = process.exit;
  variables = { ...process.env };

  async setup() {}

  async teardown() {
    for (const name of Reflect.ownKeys(globalThis))
      if (!this.names.has(name) && isOfFramework(name)) delete globalThis[name];
    for (const name of Object.keys(process.env)) if (!(name in this.variables)) delete process.env[name];
    Object.assign(process.env, this.variables);
    globalThis.console = this.console;
    process.exit = this.exit;
  }

  exportConditions() {
    return ['source', 'node', 'node-addons'];
  }

  getVmContext() {
    return null;
  }
}

/** The state of one suite; what libraries keep for the whole process stays. */
const isOfFramework = (name) => /JEST|EVENT_HANDLERS|RETRY|TIMEOUT/.test(String(name.description ?? ''));

module.exports = OneProcessEnvironment;
