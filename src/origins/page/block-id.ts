/**
 * The id that a page gives its failure (support id, incident id, event id, ray id), which a help desk asks for.
 */
import { lazy } from "../../text/lazy.ts";

/** Names that precede an id, in the languages of the products that print one. Data. */
const NAMES = [
  "(?:support|incident|event|request|ray|reference|transaction|tracking|correlation|trace|case|block|error|attack|message|session|activity|ticket|unique|operation|debug|log|report|response)[ _-]?(?:id|number|no\\.|nr\\.|#|uuid|guid)",
  "(?:reference|ref|case|ticket|incident|eventid|requestid|traceid|xid|uuid)(?= ?[#:])",
  "ref a",
  "error reference(?: number)?",
  "(?:support|vorfalls?|ereignis|anfrage|referenz|vorgangs|fehler|ticket)[ -]?(?:id|nummer|nr\\.)",
  "(?:id|identifiant|numéro|n°) (?:de |d['’])(?:support|incident|référence|suivi|requête|événement|demande)",
  "(?:id|identificador|número) (?:de |do |del )(?:soporte|suporte|incidente|referencia|referência|evento|solicitud|solicitação|seguimiento)",
  "(?:id|numero) (?:di |del |dell['’])(?:supporto|riferimento|incidente|evento|richiesta)",
  "(?:идентификатор|номер) (?:запроса|инцидента|обращения|события|поддержки)",
] as const;

/** In scripts that don't separate words by spaces. */
const NAMES_WITHOUT_BLANKS = [
  "(?:请求|事件|参考|支持|追踪|跟踪|拦截|請求|參考|支援) ?(?:id|编号|號碼|编码)",
  "(?:サポート|リクエスト|参照|イベント|要求) ?(?:id|番号)",
  "(?:지원|요청|참조|이벤트|사건) ?(?:id|번호)",
] as const;

const NAME = `(?:(?<![\\p{L}\\d])(?:${NAMES.join("|")})(?![\\p{L}\\d])|${NAMES_WITHOUT_BLANKS.join("|")})`;

const nameAlone = lazy(() => new RegExp(`${NAME}[\\s:：#]{0,4}$`, "iu"));

const ID = lazy(
  () =>
    new RegExp(
      `${NAME}(?: (?:is|lautet|ist|est|es|é|è)|是|は|는)?[\\s:：#=]{1,4}["<([]?([A-Za-z0-9][\\w.:=+/@-]{4,127})`,
      "iu",
    ),
);

/** Ids are near the beginning or end of a block; the middle of a long one is text. */
const SEARCHED_MAX_CHARACTERS = 300;

/** The id in `text` and the index of its name; null if there is none. An id contains a digit. */
export function blockId(text: string): { readonly id: string; readonly at: number } | null {
  const starts = text.length > SEARCHED_MAX_CHARACTERS ? [0, text.length - SEARCHED_MAX_CHARACTERS] : [0];
  for (const from of starts) {
    const searched = text.slice(from, from + SEARCHED_MAX_CHARACTERS);
    const found = /\d/.test(searched) ? ID().exec(searched) : null;
    const id = found?.[1]?.replace(/[.:,]{1,3}$/, "") ?? "";
    if (found !== null && /\d/.test(id)) return { id, at: from + found.index };
  }
  return null;
}

/** Whether `text` is only the name of an id, whose value is the next text. */
export function isIdName(text: string): boolean {
  return text.length <= NAME_MAX_CHARACTERS && nameAlone().test(text);
}

const NAME_MAX_CHARACTERS = 40;

/** A generated token alone in its block: Azure Front Door's reference, for one. Not a server's name and version. */
export function isBareToken(text: string): boolean {
  if (!/^[\w=+/.:-]{20,128}$/.test(text) || /^[A-Za-z-]+\/v?[\d.]+$/.test(text)) return false;
  return /(?:\d\D{0,40}){4}/.test(text) && /[A-Za-z]/.test(text);
}
