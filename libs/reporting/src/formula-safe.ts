/**
 * Text that a spreadsheet will not take for a formula: a quote before what begins with one of the signs that start one, or
 * with a tab or line break that hides it (OWASP, CSV injection).
 */
export const formulaSafe = (text: string): string => (/^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text);
