/** What a threshold rating is called and means: the words first, for colour alone tells nobody anything. */
export const ratingWords = {
  R: { text: 'Red', meaning: 'A child may be suffering significant harm, or be likely to', colour: 'red' },
  A: { text: 'Amber', meaning: 'Needs that may be complex: a social worker has to look into them', colour: 'orange' },
  G: { text: 'Green', meaning: 'Needs that early help or services for everybody can meet', colour: 'green' },
} as const;

export type Rag = keyof typeof ratingWords;

export const isRag = (text: string | null | undefined): text is Rag => text != null && Object.hasOwn(ratingWords, text);

/** Why a contact goes before others. */
export const priorityWords: Readonly<Record<string, { readonly text: string; readonly colour: string }>> = {
  IMMEDIATE_DANGER: { text: 'Immediate danger', colour: 'red' },
  POLICE_HIGH: { text: 'Police: high', colour: 'red' },
  POLICE_MEDIUM: { text: 'Police: medium', colour: 'orange' },
  POLICE_STANDARD: { text: 'Police: standard', colour: 'grey' },
};
