/** A report as its name is read: monthly-scorecard is "Monthly scorecard". */
export const reportWords = (id: string): string => id.charAt(0).toUpperCase() + id.slice(1).replaceAll('-', ' ');
