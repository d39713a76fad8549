import { SaxesParser } from 'saxes';
import { Refused } from '#case-flow/refused';
import { textOf } from '../encoded-text.ts';

/** An element of the census that has been read to its end. `text` is what stands in it outside its own elements. */
export interface Element {
  readonly name: string;
  readonly line: number;
  text: string;
  readonly elements: Element[];
}

/** What the file is made of, in its order: the header, the children, and elements nobody knows; or where it breaks off. */
export type Part =
  | { readonly kind: 'header' | 'child' | 'unknown'; readonly element: Element }
  | { readonly kind: 'broken'; readonly line: number; readonly refused: Refused };

const DEEPEST = 20;
/** Far more than any element or tag of a census holds; between two tags no more than this is kept. */
const LONGEST_TEXT = 1_000_000;
const MOST_ELEMENTS_OF_A_CHILD = 100_000;

/**
 * The parts of a CIN census file, one child at a time in memory. A document type declaration is refused, and with it
 * every entity of its own: nothing is expanded and nothing is fetched. After the first fault there is nothing more.
 */
export async function* partsOf(path: string): AsyncGenerator<Part> {
  const reader = new PartReader();
  try {
    for await (const text of textOf(path)) {
      reader.write(text);
      yield* reader.take();
    }
    reader.end();
    yield* reader.take();
  } catch (error) {
    yield* reader.take();
    if (!(error instanceof Refused)) throw error;
    yield { kind: 'broken', line: reader.line, refused: error };
  }
}

class PartReader {
  private readonly parser = new SaxesParser({ position: true });
  private readonly open: Element[] = [];
  private ready: Part[] = [];
  private sinceTag = 0;
  private elements = 0;
  private isBegun = false;

  constructor() {
    this.parser.on('error', (error) => this.broken(error));
    this.parser.on('doctype', () => refuseDocumentType());
    this.parser.on('opentag', ({ name }) => this.opened(name.slice(name.indexOf(':') + 1)));
    this.parser.on('text', (text) => this.said(text));
    this.parser.on('cdata', (text) => this.said(text));
    this.parser.on('closetag', () => this.closed());
  }

  get line(): number {
    return this.parser.line;
  }

  write(text: string): void {
    if (!this.isBegun) this.begin(text);
    this.parser.write(text);
    this.sinceTag += text.length;
    if (this.sinceTag > LONGEST_TEXT)
      throw new Refused(
        'a-census-is-made-of-short-elements',
        'A megabyte of text stands here without a tag. This is no CIN census.',
      );
  }

  end(): void {
    if (!this.isBegun) throw new Refused('a-file-is-not-empty', 'The file is empty. Export the census again.');
    this.parser.close();
  }

  take(): readonly Part[] {
    const parts = this.ready;
    this.ready = [];
    return parts;
  }

  private begin(text: string): void {
    const first = text.trimStart();
    if (first === '') return;
    this.isBegun = true;
    if (!first.startsWith('<'))
      throw new Refused(
        'a-census-is-xml',
        'The file is not XML: it does not begin with "<". Name the XML file of the census.',
      );
  }

  private opened(name: string): void {
    this.sinceTag = 0;
    const depth = this.open.length;
    if (depth === 0 && name !== 'Message')
      throw new Refused(
        'a-census-is-a-message',
        `The outermost element is <${name}>, and that of a CIN census is <Message>.`,
      );
    if (depth > DEEPEST)
      throw new Refused('a-census-is-not-nested-deeper', `Elements are nested more than ${DEEPEST} deep here.`);
    if (++this.elements > MOST_ELEMENTS_OF_A_CHILD)
      throw new Refused(
        'a-child-has-no-more-elements',
        `One child has more than ${MOST_ELEMENTS_OF_A_CHILD} elements. This is no CIN census.`,
      );
    this.open.push({ name, line: this.parser.line, text: '', elements: [] });
  }

  private said(text: string): void {
    const inside = this.open.at(-1);
    if (inside && !this.isContainer(inside)) inside.text += text;
  }

  private closed(): void {
    this.sinceTag = 0;
    const element = this.open.pop()!;
    const parent = this.open.at(-1);
    const kind = kindOf(element.name, this.open.length, parent?.name);
    if (kind === 'inner') parent?.elements.push(element);
    else if (kind !== 'container') {
      this.ready.push({ kind, element });
      this.elements = 0;
    }
  }

  /** Around the children there is nothing but white space, and as much of it as children. */
  private isContainer(element: Element): boolean {
    return element === this.open[0] || (element === this.open[1] && element.name === 'Children');
  }

  private broken(error: Error): never {
    const inside = this.open.at(-1)?.name;
    // Saxes begins its messages with line and column, which the refusal tells in its own words.
    const what = error.message.replace(/^\d+:\d+: /, '').replace(/\.$/, '');
    throw inside !== undefined && /^unclosed tag|^unexpected end|end of (file|document)/i.test(what)
      ? new Refused(
          'a-census-ends-with-its-last-element',
          `The file breaks off inside <${inside}>. The children before are read; export the census again for the rest.`,
        )
      : new Refused(
          'a-census-is-well-formed-xml',
          `The XML is broken here: ${what}. What came before is read; mend or export it again.`,
        );
  }
}

function kindOf(
  name: string,
  depth: number,
  parent: string | undefined,
): 'header' | 'child' | 'unknown' | 'container' | 'inner' {
  if (depth === 0 || (depth === 1 && name === 'Children')) return 'container';
  if (depth === 1) return name === 'Header' ? 'header' : 'unknown';
  if (depth === 2 && parent === 'Children') return name === 'Child' ? 'child' : 'unknown';
  return 'inner';
}

function refuseDocumentType(): never {
  throw new Refused(
    'a-census-declares-no-document-type',
    'The file has a document type declaration (<!DOCTYPE>), with which entities can be smuggled in. A census has none: remove it.',
  );
}
