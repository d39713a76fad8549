import type { Page } from '../page.ts';
import { decideDuplicate, duplicates } from './duplicates.page.ts';
import { mergeRequests } from './merge-requests.page.ts';
import { search } from './search.page.ts';

/** Finding a child, and telling records of one child from those of two. */
export const findingPages: readonly Page[] = [search, duplicates, decideDuplicate, mergeRequests];
