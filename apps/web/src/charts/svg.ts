/** Small words for drawing: markup out of names, attributes and children. Attributes alone, so that the strictest policy lets it through. */

type Attributes = Readonly<Record<string, string | number | undefined>>;

const signs: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escaped = (text: string): string => text.replaceAll(/[&<>"']/g, (sign) => signs[sign]!);

/** Two decimals are finer than a screen, and keep pages small. */
const written = (value: string | number): string =>
  typeof value === 'number' ? String(Math.round(value * 100) / 100) : escaped(value);

/** One element. Attributes that are undefined are left out; children are markup already. */
export function tag(name: string, attributes: Attributes, ...children: readonly string[]): string {
  const own = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${written(value!)}"`)
    .join('');
  return children.length === 0 ? `<${name}${own}/>` : `<${name}${own}>${children.join('')}</${name}>`;
}

/** Words in a drawing, escaped. */
export const words = (text: string, attributes: Attributes): string => tag('text', attributes, escaped(text));

/** A whole drawing with the name and the description that a screen reader says instead of it. */
export function drawing(
  {
    id,
    title,
    description,
    width,
    height,
  }: { id: string; title: string; description: string; width: number; height: number },
  ...children: readonly string[]
): string {
  return tag(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      viewBox: `0 0 ${width} ${height}`,
      class: 'waymark-drawing',
      role: 'img',
      'aria-labelledby': `${id}-title ${id}-description`,
    },
    tag('title', { id: `${id}-title` }, escaped(title)),
    tag('desc', { id: `${id}-description` }, escaped(description)),
    ...children,
  );
}

/** About how wide text is drawn, in the units of its size: rather too much than too little. */
export const widthOf = (text: string, size: number): number => text.length * size * 0.58;

export const INK = '#0b0c0c';
export const SOFT_INK = '#484949';
export const RULE = '#cecece';
