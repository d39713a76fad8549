import { codeSet } from './code-set.ts';

/**
 * Factors identified at the end of an assessment (catalogue B.3). A is about the child, B about a parent or carer, C about
 * someone else in the household. 21 (no factors) stands alone.
 */
const factors = codeSet(
  ['1A', 'Alcohol misuse: child'],
  ['1B', 'Alcohol misuse: parent or carer'],
  ['1C', 'Alcohol misuse: another person in the household'],
  ['2A', 'Drug misuse: child'],
  ['2B', 'Drug misuse: parent or carer'],
  ['2C', 'Drug misuse: another person in the household'],
  ['3A', 'Domestic abuse: child'],
  ['3B', 'Domestic abuse: parent or carer'],
  ['3C', 'Domestic abuse: another person in the household'],
  ['4A', 'Mental health: child'],
  ['4B', 'Mental health: parent or carer'],
  ['4C', 'Mental health: another person in the household'],
  ['5A', 'Learning disability: child'],
  ['5B', 'Learning disability: parent or carer'],
  ['5C', 'Learning disability: another person in the household'],
  ['6A', 'Physical disability or illness: child'],
  ['6B', 'Physical disability or illness: parent or carer'],
  ['6C', 'Physical disability or illness: another person in the household'],
  ['7A', 'Young carer'],
  ['8B', 'Privately fostered: from overseas, intends to return'],
  ['8C', 'Privately fostered: from overseas, intends to stay'],
  ['8D', 'Privately fostered: for education in the United Kingdom'],
  ['8E', 'Privately fostered: family arrangement in the United Kingdom'],
  ['8F', 'Privately fostered: other'],
  ['9A', 'Unaccompanied asylum-seeking child'],
  ['10A', 'Going missing'],
  ['11A', 'Child sexual exploitation'],
  ['12A', 'Trafficking'],
  ['13A', 'Gangs'],
  ['14A', 'Socially unacceptable behaviour'],
  ['15A', 'Self-harm'],
  ['16A', 'Neglect'],
  ['17A', 'Emotional abuse'],
  ['18A', 'Physical abuse: unspecified'],
  ['18B', 'Physical abuse: child on child'],
  ['18C', 'Physical abuse: adult on child'],
  ['19A', 'Sexual abuse: unspecified'],
  ['19B', 'Sexual abuse: child on child'],
  ['19C', 'Sexual abuse: adult on child'],
  ['20', 'Other'],
  ['21', 'No factors identified'],
  ['22A', 'Female genital mutilation'],
  ['23A', 'Abuse linked to faith or belief'],
  ['24A', 'Child criminal exploitation'],
);
export const assessmentFactor = factors.codes;
export const assessmentFactorLabels = factors.labels;

const outcomes = codeSet(
  ['NFA', 'No further action'],
  ['EARLY_HELP', 'Early help'],
  ['CIN_PLAN', 'Child in need plan'],
  ['STRATEGY', 'Strategy discussion'],
  ['LAC', 'Child to be looked after'],
  ['SHORT_BREAK', 'Short breaks'],
  ['OTHER_SERVICE', 'Another service'],
);
export const assessmentOutcome = outcomes.codes;
export const assessmentOutcomeLabels = outcomes.labels;

const kinds = codeSet(
  ['SINGLE', 'Single assessment'],
  ['INITIAL', 'Initial assessment'],
  ['CORE', 'Core assessment'],
  ['S47_CORE', 'Core assessment within a section 47 enquiry'],
);
export const assessmentKind = kinds.codes;
export const assessmentKindLabels = kinds.labels;
