/**
 * What only few answers need to be heard: a separate module in the bundle, loaded for the first of them
 * (response/hear-answer.ts). Pure.
 */
import type { Further } from "./document.ts";
import { framedJson } from "./json/framed.ts";
import { searchWords } from "./json/search.ts";

export const FURTHER: Further = { searchWords, framedJson };
