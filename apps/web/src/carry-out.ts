import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { registerCommand } from '#case-flow/workforce/workforce';
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
    const answer = await carryOut(this.waymark.store, request, this.waymark.now);
    this.answered.remember(request);
    return answer;
  }
}
