/**
 * The one way to say no. `rule` is the rule's name (a sentence in kebab case, stable: tests and machines read it),
 * `message` the sentence a practitioner reads, `dfe` the number of the statutory rule where there is one.
 */
export class Refused extends Error {
  override readonly name = 'Refused';
  constructor(
    readonly rule: string,
    message: string,
    readonly dfe?: string,
  ) {
    super(message);
  }
}
