/** A reporter: tells every test that was skipped, and with CI=true fails the run for it. */
export default class SkipsFail {
  skipped = [];

  onTestResult(_test, { testResults }) {
    for (const { status, fullName } of testResults)
      if (status === 'pending' || status === 'todo') this.skipped.push(fullName);
  }

  onRunComplete() {
    for (const name of this.skipped) process.stderr.write(`skipped: ${name}\n`);
  }

  getLastError() {
    if (process.env.CI === 'true' && this.skipped.length > 0)
      return new Error(`${this.skipped.length} tests were skipped, and with CI=true none may be.`);
  }
}
