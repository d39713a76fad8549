import type { Page } from '../page.ts';
import { checkContact, logContact } from './contact-check.page.ts';
import { checksPage, sendChecks } from './contact-checks.page.ts';
import { changeChildren, childrenOfContact } from './contact-children.page.ts';
import { contactConcern, immediateDanger, keepConcern } from './contact-concern.page.ts';
import { decideContact, sendDecision } from './contact-decide.page.ts';
import { contactDetails, keepDetails } from './contact-details.page.ts';
import { findChild, searchChild } from './contact-find.page.ts';
import { contactLogged } from './contact-logged.page.ts';
import { chooseChild, matchChild } from './contact-match.page.ts';
import { addNewChild, newChild } from './contact-register.page.ts';
import { reopenContact, sendReopening } from './contact-reopen.page.ts';
import { rateAgain, screenContact, sendRating, sendScreening } from './contact-screen.page.ts';
import { childOfContact, contactPage } from './contact.page.ts';
import { beginContact, deleteDraft, newContact } from './new-contact.page.ts';
import { screening } from './screening.page.ts';

/** Contacts from the call to the decision. A contact that is being logged comes before those that have a reference. */
export const contactPages: readonly Page[] = [
  ...[newContact, beginContact, deleteDraft],
  ...[findChild, searchChild, matchChild, chooseChild, newChild, addNewChild, childrenOfContact, changeChildren],
  ...[contactDetails, keepDetails, contactConcern, keepConcern, immediateDanger, checkContact, logContact],
  ...[screening, contactLogged, contactPage, childOfContact, screenContact, sendScreening, rateAgain, sendRating],
  ...[checksPage, sendChecks, decideContact, sendDecision, reopenContact, sendReopening],
];
