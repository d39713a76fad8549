import { CannotStart } from '../listen.ts';

/** How a council's pages look: its name and its colour. Neither the crown nor the typeface of GOV.UK is theirs to use. */
export interface Brand {
  readonly council: string;
  /** As #rrggbb; dark enough for white words on it. */
  readonly colour: string;
}

const USUAL: Brand = { council: 'Example Council', colour: '#145a64' };
const READABLE = 4.5; // WCAG 2.2, 1.4.3

/** From WAYMARK_COUNCIL and WAYMARK_COLOUR. Refuses (CannotStart) a colour that white words cannot be read on. */
export function brandFrom(env: NodeJS.ProcessEnv): Brand {
  const { WAYMARK_COUNCIL: council = USUAL.council, WAYMARK_COLOUR: colour = USUAL.colour } = env;
  if (!/^#[0-9a-f]{6}$/i.test(colour))
    throw new CannotStart(`WAYMARK_COLOUR is "${colour}": give a colour written like #145a64.`);
  const contrast = 1.05 / (luminance(colour) + 0.05);
  if (contrast < READABLE)
    throw new CannotStart(
      `WAYMARK_COLOUR ${colour} is too light: white words on it have a contrast of ${contrast.toFixed(1)}, and ${READABLE} is the least that can be read. Choose a darker one.`,
    );
  return { council: council.trim() || USUAL.council, colour };
}

/** Relative luminance, as WCAG defines it. */
function luminance(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}
