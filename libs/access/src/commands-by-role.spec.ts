import { commandTypes } from '#case-flow/processes';
import { registerCommands } from '#case-flow/workforce/workforce';
import { isCommandName, mayCarryOut, rolesThatCarryOut } from './commands-by-role.ts';
import { holds } from './rights.ts';
import { roles, type Role } from './roles.ts';

const everyRole = Object.keys(roles) as Role[];
const rolesOf = (command: string) => everyRole.filter((role) => mayCarryOut({ role }, command)).sort();

describe('who carries out what', () => {
  it('every command of a process and of the register stands in the table', () => {
    const names = [...Object.keys(commandTypes), ...Object.keys(registerCommands)];
    expect(names.filter((name) => !isCommandName(name))).toEqual([]);
    expect(names.length).toBeGreaterThan(110);
  });

  // Read from the column "By" of catalogue A.1 to A.10, and SM beside TM.
  it.each([
    ['RegisterChild', 'FDO QP SM TM'],
    ['RecordBirth', 'SW'],
    ['AmendDemographics', 'RM SW'],
    ['RecordDeath', 'SM SW TM'],
    ['MergeDuplicateRecords', 'RM'],
    ['RestrictRecord', 'RM SM TM'],
    ['CorrectEventDate', 'RM SM SW TM'],
    ['VoidEvent', 'RM SM TM'],
    ['ReceiveContact', 'FDO QP SM TM'],
    ['ScreenContact', 'QP'],
    ['RerateContact', 'QP SM TM'],
    ['DecideContact', 'QP SM TM'],
    ['RequestEarlyHelp', 'FDO SW'],
    ['StepUpEarlyHelp', 'EHW QP'],
    ['ReceiveReferral', 'FDO QP SM TM'],
    ['DecideReferral', 'QP SM TM'],
    ['AllocateCase', 'SM TM'],
    ['CloseCase', 'SM TM'],
    ['ReopenCaseClosedInError', 'RM'],
    ['StartAssessment', 'SW'],
    ['AuthoriseAssessment', 'SM TM'],
    ['HoldStrategyDiscussion', 'SM TM'],
    ['StartSection47Enquiry', 'SM SW TM'],
    ['RequestConference', 'CPA SW'],
    ['HoldInitialConference', 'CHAIR'],
    ['CancelConference', 'CPA'],
    ['StartChildProtectionPlan', 'CHAIR'],
    ['EndChildProtectionPlan', 'CHAIR SM TM'],
    ['RecordChildProtectionVisit', 'SW'],
    ['EndChildInNeedPlan', 'SM TM'],
    ['StartCare', 'PLC SW'],
    ['ChangeLegalStatus', 'LEG SW'],
    ['ChangePlacement', 'PLC'],
    ['HoldCareReview', 'IRO'],
    ['RecordAdoptionOrder', 'LEG PLC'],
    ['IssueProceedings', 'LEG'],
    ['SetLeaverEligibility', 'SM TM'],
    ['RecordLeaverContact', 'PA'],
    ['RecordRestrictedAccess', ''],
    ['EscalateQueue', ''],
    ['AcknowledgeEscalation', 'SM TM'],
    ['RegisterWorker', 'ADMIN WFM'],
    ['RecordRecruitmentStage', 'ADMIN WFM'],
  ])('%s is carried out by %s', (command, expected) => {
    expect(rolesOf(command).join(' ')).toBe(expected);
  });

  it('an administrator, a performance analyst and a workforce manager carry out no command about a child', () => {
    for (const command of Object.keys(commandTypes))
      for (const role of ['ADMIN', 'PERF', 'WFM'] as const) expect(mayCarryOut({ role }, command)).toBe(false);
  });

  it('only who may open the record of a child may carry out a command about one', () => {
    const without = Object.keys(commandTypes)
      .filter(isCommandName)
      .flatMap(rolesThatCarryOut)
      .filter((role) => !holds(role, 'open-records'));
    expect(without).toEqual([]);
  });

  it('the register is changed by exactly those who hold the right to manage the workforce', () => {
    const managing = everyRole.filter((role) => holds(role, 'manage-workforce')).sort();
    for (const command of Object.keys(registerCommands))
      expect(rolesOf(command).filter((role) => role !== 'TM' && role !== 'SM')).toEqual(managing);
  });

  it('of the register a team manager plans leave, and changes nothing else', () => {
    const theirs = Object.keys(registerCommands).filter((command) => mayCarryOut({ role: 'TM' }, command));
    expect(theirs).toEqual(['PlanWorkerLeave', 'CancelWorkerLeave']);
  });

  it('a service manager carries out what a team manager does, and nothing else', () => {
    for (const command of Object.keys(commandTypes))
      expect(mayCarryOut({ role: 'SM' }, command)).toBe(mayCarryOut({ role: 'TM' }, command));
  });

  it('a name there is not is refused, also one that every object has', () => {
    for (const name of ['Nothing', 'toString', '__proto__', 'constructor'])
      for (const role of everyRole) expect(mayCarryOut({ role }, name)).toBe(false);
  });
});
