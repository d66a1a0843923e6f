/**
 * Whether a text on a page tells something, and how it does: a sentence, a few words about a problem, or a name. By its
 * length, its punctuation and a list of small words; no grammar.
 */
import { lazy } from "../../text/lazy.ts";

/** How a text reads. */
export interface Wording {
  readonly words: number;
  readonly isSentence: boolean;
  /** It has a word that stands where something failed or is not allowed. */
  readonly isTrouble: boolean;
}

/** A sentence is known by its beginning. */
const READ_MAX_CHARACTERS = 300;

/** Words of trouble, in the Latin script; others have sentences of four words and more. Data. */
const TROUBLE = `
  not no none cannot can't couldn't don't doesn't didn't isn't aren't wasn't won't haven't hasn't unable fail(?:ed|s|ure|ures)? error(?:s|ed)? deni(?:ed|es) deny block(?:ed|ing|s)? forbidden forbids? refus(?:ed|es|al) reject(?:ed|s|ion)? prohibit(?:ed|s)? restrict(?:ed|s|ion|ions)? disallow(?:ed)? ban(?:ned|s)? unauthori[sz]ed unavailable invalid illegal malformed incorrect bad wrong missing expired? exceed(?:ed|s)? exhausted disabled suspended closed locked stopped crashed broken interrupted limit(?:ed|s)? quota violat(?:ion|es|ed|ing)s? detected suspicious malicious malware infected virus quarantined? timeout timed maintenance outage down overloaded busy problem(?:s)? trouble issue(?:s)? unexpected unknown unsupported without must requires? required too only already exists? declined filtered revoked terminated moved removed
  nicht kein(?:e|en|er|em)? fehler fehlgeschlagen gescheitert gesperrt(?:e|en|er)? blockiert verweigert abgelehnt verboten unzulässig unbefugt ungültig abgelaufen wartung wartungsarbeiten überschritten gestört störung fehlt untersagt eingeschränkt deaktiviert existiert
  n'est n'êtes n'avez n'a n'existe n'ont pas aucune? refusée? bloquée?s? interdite?s? rejetée? erreur invalide expirée? échouée? échec dépassée? impossible indisponible introuvable manquante? limitée? restreinte?
  denegad[oa] bloquead[oa]s? prohibid[oa] rechazad[oa] errónea? inválid[oa] caducad[oa] expirad[oa] falló excedid[oa] imposible disponible mantenimiento restringid[oa] sin
  não nao negad[oa] proibid[oa] rejeitad[oa] recusad[oa] erro expirou excedeu indisponível manutenção restrit[oa] sem
  non negat[oa] bloccat[oa] vietat[oa] rifiutat[oa] errore scadut[oa] fallit[oa] superat[oa] impossibile manutenzione inibit[oa]
  niet geen geweigerd geblokkeerd verboden afgewezen fout verlopen mislukt overschreden onderhoud
  nie został[ao]? zablokowan[aey] odmowa zabronion[yae] błąd wygasł[ao]? brak
  není byl[ao]? zablokován[ao]? odepřen zakázán[ao]? chyba
  inte nekad nekas blockerad blockerats förbjuden fel ikke nægtet blokeret blokkert forbudt fejl feil avvist ei estetty evätty kielletty virhe
  engellen(?:di|miş|miştir) yasaklanmıştır erişim reddedildi hata değil yok geçersiz
  nem letiltva megtagadva hiba blocat[ăa]? interzis refuzat eroare
  diblokir ditolak dilarang tidak gagal bị chặn không từ chối lỗi`;

const trouble = lazy(
  () => new RegExp(`(?<![\\p{L}\\d])(?:${TROUBLE.trim().split(/\s+/).join("|")})(?![\\p{L}\\d])`, "iu"),
);

/** Other verbs that make a few words a sentence. */
const VERB =
  /\b(?:is|are|was|were|has|have|had|be|been|can|could|will|would|may|might|should|do|does|did|tried|means|contains|needs?|wants?|ist|sind|wurde|wurden|wird|werden|kann|konnte|hat|haben|est|sont|a été|ont|peut|es|está|ha|han|fue|puede|é|foi|está|pode|è|stato|stata|può|wordt|werd|heeft|jest|är|har|er|blev|on)\b/i;

const spacelessLetters = lazy(
  () =>
    /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/gu,
);
const wordOfLetters = lazy(() => /^\P{L}{0,3}\p{L}[\p{L}\p{M}'’-]{0,60}\P{L}{0,4}$/u);
const otherScript = lazy(() => /(?![\p{Script=Latin}])\p{L}/u);

const END = /[.!?。！？؟।…]["'”’»)\]]{0,2}$|[.!?]["'”’»)\]]{0,2} |[。！？]/;

/** Two letters of Chinese or Japanese are about a word. */
const LETTERS_OF_A_WORD = 2;

/** A sentence has so many words at least with a full stop, so many without; fewer are a heading. */
const ENDED_MIN_WORDS = 3;
const PLAIN_MIN_WORDS = 6;
/** Without a full stop, in scripts of which there is no list of words. */
const OTHER_SCRIPT_MIN_WORDS = 4;
const SPACELESS_MIN_WORDS = 8;

/** How `text` reads; a long one is known by its beginning. */
export function wordingOf(text: string): Wording {
  const read = text.slice(0, READ_MAX_CHARACTERS);
  const isAscii = !/[\u0080-\uffff]/.test(read);
  const spaceless = isAscii ? 0 : (read.match(spacelessLetters())?.length ?? 0);
  const words = countWords(read) + Math.floor(spaceless / LETTERS_OF_A_WORD);
  const isEnded = END.test(text.length > READ_MAX_CHARACTERS ? `${read}.` : read);
  if (!isAscii && otherScript().test(read)) {
    return { words, isTrouble: true, isSentence: words >= leastWords(isEnded, spaceless > 0) };
  }
  const isTrouble = trouble().test(read);
  return { words, isTrouble, isSentence: isSentence(words, isTrouble, isEnded, read) };
}

function leastWords(isEnded: boolean, isSpaceless: boolean): number {
  if (isEnded) return ENDED_MIN_WORDS;
  return isSpaceless ? SPACELESS_MIN_WORDS : OTHER_SCRIPT_MIN_WORDS;
}

function isSentence(words: number, isTrouble: boolean, isEnded: boolean, text: string): boolean {
  if (words >= PLAIN_MIN_WORDS) return isEnded || isTrouble || VERB.test(text);
  // "Page blocked here!" is a heading.
  return words >= ENDED_MIN_WORDS && isEnded && ((isTrouble && !text.endsWith("!")) || VERB.test(text));
}

/** Words of letters, so no paths, numbers and ids. */
function countWords(text: string): number {
  let words = 0;
  for (const word of text.split(/\s+/)) if (wordOfLetters().test(word)) words++;
  return words;
}
