import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { identifier } from '#case-flow/event-type';
import { registerCommand } from '#case-flow/workforce/workforce';
import { childStream, type EventStore } from '#event-store/event-store';
import { ask, type Answer, type Request } from '#waymark/ask';
import { askRegister } from '#waymark/ask-register';
import { AnsweredKeys } from './answered-keys.ts';
import { ProblemFound } from './problem.ts';
import { Waymark } from './waymark.ts';

/** A command of a process, on its way through Nest's command bus. */
export class CarryOut extends Command<Answer> {
  constructor(readonly request: Request) {
    super();
  }
}

/** There is one handler for all commands: what each means stands in its process, and nowhere else. */
@CommandHandler(CarryOut)
export class CarryOutHandler implements ICommandHandler<CarryOut> {
  private readonly answered = new AnsweredKeys();

  constructor(private readonly waymark: Waymark) {}

  async execute({ request }: CarryOut): Promise<Answer> {
    if (this.answered.forSomethingElse(request))
      throw new ProblemFound({
        type: '/problems/idempotency-key-reused',
        title: 'The key was used for something else',
        status: 422,
        detail: `The Idempotency-Key "${request.commandId}" was answered for another command. Choose a new one for each command.`,
      });
    const carryOut = registerCommand(request.command) ? askRegister : ask;
    const asked = await disregardingLooks(this.waymark.store, request);
    const answer = await carryOut(this.waymark.store, asked, this.waymark.now);
    this.answered.remember(request);
    return answer;
  }
}

/**
 * Somebody who has looked at a restricted record meanwhile has changed nothing on it: what was decided on the version before
 * still stands.
 */
async function disregardingLooks(store: EventStore, request: Request): Promise<Request> {
  const { expectedVersion, body } = request;
  const { childId } = (body ?? {}) as { readonly childId?: unknown };
  if (expectedVersion === undefined || !identifier.safeParse(childId).success) return request;
  const since = (await store.readStream(childStream(childId as string))).filter(
    ({ version }) => version > expectedVersion,
  );
  if (since.length === 0 || since.some(({ type }) => type !== 'RestrictedRecordAccessed')) return request;
  return { ...request, expectedVersion: since.at(-1)!.version };
}
