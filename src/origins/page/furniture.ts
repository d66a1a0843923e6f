/**
 * What is on error pages but is not a reason: names of products, whom to ask, what to click, ids, addresses, times,
 * remarks for the site's owner. Each pattern is anchored to a text's beginning or bounded.
 */
import { lazy } from "../../text/lazy.ts";
import { blockId, isBareToken } from "./block-id.ts";
import { withoutProducts } from "./products.ts";

/** Furniture is short, or recognisable by its beginning. */
const READ_MAX_CHARACTERS = 240;

/** Words that add nothing to a product's name. */
const NEUTRAL =
  /[\p{P}\p{S}\d]|(?<!\p{L})(?:web|www|internet|url|network|networks|security|secure|secured|gateway|filter|filtering|proxy|cache|firewall|waf|wall|appliance|service|services|system|systems|server|servers|by|is|powered|proudly|provided|protected|protection|the|of|from|for|and|inc|ltd|llc|corp|corporation|technologies|technology|software|foundation|notification|message|page|error|errors|status|content|application|app|control|cloud|enterprise|community|edition|version|release|site|website|portal|repository|manager|oss|pro|host|v|ubuntu|debian|centos|red hat|win32|win64|unix|linux|openssl|php|copyright|contributors|http|https|exception|caught|action controller|welcome|loading|logo|home)(?!\p{L})/giu;
const neutral = lazy(() => NEUTRAL);

/** Advice, links and remarks, by how they begin. Data. */
const BEGINNINGS = lazy(
  () =>
    new RegExp(
      `^[\\s[(<»›•*-]{0,4}(?:${[
        // Whom to ask.
        "(?:please |kindly )?(?:contact|consult|call|e-?mail|notify|inform|ask|reach out to|get in touch with) (?:with |to )?(?:your|the|us|our|an?|its?|support|site|system|network|web)\\b",
        "(?:if you (?:believe|think|feel|are|have|need|require|want|wish|continue|provide|manage|own|were|would|still|see|keep|suspect|experience|encounter|disagree)|should you)\\b",
        "(?:for|to (?:get|obtain|request|report|have|see|view|enable|learn|resolve|submit|continue|proceed|find|return|go)|to) (?:more|further|additional|assistance|help|support|information|details|access|an? |this|the|it|questions)",
        "(?:your|the) (?:cache|system|network|site|web ?site|server) (?:administrator|webmaster) is\\b",
        "(?:why (?:have|was|am|did|is)|what (?:happened|can|should|to|do|does|is)|who|how (?:can|do|to)|need help|having trouble|questions)\\b.{0,80}\\?$",
        "need (?:help|assistance)\\b",
        "you can (?:also |always )?(?:e-?mail|contact|try|go|return|visit|request|report|find)\\b",
        "(?:bitte )?(?:wenden sie sich|kontaktieren sie|informieren sie|falls sie|wenn sie|sollten sie|bei fragen|für (?:weitere|hilfe|fragen)|weitere informationen)\\b",
        "(?:si vous (?:pensez|estimez|avez|êtes|souhaitez|croyez)|veuillez (?:contacter|vous adresser)|contactez|pour (?:plus|toute|obtenir))(?!\\p{L})",
        "(?:si (?:cree|considera|piensa|usted|tiene|necesita|desea)|(?:por favor,? )?(?:contacte|póngase en contacto|comuníquese|consulte)|para (?:más|mayor|obtener))(?!\\p{L})",
        "(?:se (?:você|acredita|acha|julgar|precisar|ritieni|ritiene|pensi|pensate|hai)|(?:por favor,? )?(?:contate|contacte|entre em contato)|(?:si prega di )?contatta(?:re|te)?|per (?:ulteriori|maggiori|informazioni|assistenza)|para mais)(?!\\p{L})",
        "(?:als u|indien u|neem contact|voor meer|jeśli|skontaktuj|pokud|om du|kontakta|hvis du|kontakt)(?!\\p{L})",
        "(?:если вы|обратитесь|свяжитесь|пожалуйста, (?:обратитесь|свяжитесь)|якщо ви|зверніться|по вопросам)(?!\\p{L})",
        "(?:如有(?:疑问|问题|疑問)|如果您(?:认为|是|有|認為)|请(?:联系|与|返回|检查)|請(?:聯絡|聯繫|洽)|若(?:您|有))",
        "(?:ご不明な点|お問い合わせ|管理者に|詳細(?:について|は)|この.{0,20}(?:お問い合わせ|ご連絡)|문의|관리자에게|자세한)",
        "(?:إذا كنت|للمزيد|يرجى الاتصال|yardım için|lütfen .{0,40}(?:başvurun|iletişime)|jika anda|hubungi|silakan|silahkan|nếu bạn|vui lòng)(?!\\p{L})",
        // What to click or do.
        "(?:go |take me |back|return(?:ing)?)(?: back)?(?: to)?(?: (?:the )?(?:home|previous|main|start|last|safety|site)\\b.{0,30})?\\W{0,4}$",
        "(?:click|press|tap|use the (?:back|link|button))\\b",
        "(?:home(?: ?page)?|help|support|contact(?: us)?|about(?: us)?|privacy(?: policy)?|terms.{0,30}|legal|imprint|impressum|datenschutz|log ?in|log ?out|sign ?in|sign ?up|register|search|menu|skip to .{0,30}|continue|ok|close|cancel|submit|retry|try again|refresh|reload(?: page)?|details|show details|more information|learn more|read more|documentation|docs|status page|english|deutsch|français|español|zurück|startseite|retour|accueil|volver|inicio|voltar|назад|на главную|返回|首页|返回首页|戻る|トップ|홈|이전)\\W{0,4}$",
        "(?:please )?(?:enable|allow|accept|turn on|activate)\\b.{0,40}\\b(?:cookies?|javascript|js)\\b",
        "(?:you need to enable javascript|javascript (?:is|must)|your browser (?:does|doesn|must|is|has|will|needs|version|cannot|can)\\b|this (?:site|website|page) (?:uses|requires) (?:cookies|javascript)|we use cookies|by (?:using|continuing|accessing)|checking your browser|since your browser|note: since)\\b",
        "(?:please )?(?:be advised that|note that|include|provide|quote|attach|copy|save|have ready|report|mention)\\b.{0,60}\\b(?:id|ids|number|reference|code|following|information|details|litespeed)\\b",
        // About the page, its maker, its owner.
        "(?:©|\\(c\\)|&copy;|copyright)",
        "(?:powered|generated|created|served|protected|secured|hosted|delivered|provided|performance & security) by\\b",
        "(?:proudly |this (?:site|website|page) is )?(?:powered|protected|secured|hosted) by\\b",
        "generated\\b.{0,80}\\b(?:by|at|on|gmt|utc|\\d{4})\\b",
        "this (?:page|message|error|report|block page) (?:was|is|has been) (?:generated|created|displayed|served|shown|sent) (?:by|at|on|from|because you have)",
        "you(?:'|’)re seeing this (?:error|page) because you have\\b",
        "(?:site|website|web ?site) (?:owner|administrator|webmaster)s?\\b",
        "(?:troubleshooting|administrators?|developers?|most likely causes|things you can try|possible causes|detailed error information|block (?:details|technical data)|technical (?:details|information)|more details|request details|additional information)\\W{0,4}$",
        "(?:rails\\.root|application trace|framework trace|full trace|stack ?trace|traceback|extracted source|request parameters|parameters|session dump|env dump)\\b.{0,120}$",
        "all rights reserved|alle rechte vorbehalten|tous droits",
        "(?:see|read|view|review|visit) (?:our|the|your|this)\\b.{0,40}\\b(?:polic(?:y|ies)|documentation|guide|terms|faq|page|site)\\b.{0,40}$",
        "(?:this application has no explicit mapping for|using the urlconf defined in|as you are seeing this)",
        "(?:sorry for the inconvenience|we apologi[sz]e for (?:the|any) inconvenience|thank you\\b.{0,60}|thanks\\b.{0,60})\\W{0,3}$",
        "(?:(?:we(?:'|’| a)re |i(?:'|’)m )?(?:very |so )?sorry|oops|whoops|uh[- ]?oh|hello\\b.{0,30}|hi\\b.{0,30}|attention|warning|notice|important|désolé|lo sentimos|entschuldigung|achtung|mohon maaf|внимание|уважаемый пользователь|عذراً|抱歉|很抱歉|申し訳ありません|guru meditation)[\\s\\p{P}]{0,4}$",
        "additionally, an? \\d{3}\\b",
      ].join("|")})`,
      "iu",
    ),
);

const ADDRESS = /\b\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}\b|\b(?:[0-9a-f]{1,4}:){3,7}[0-9a-f]{1,4}\b/i;
const TIME =
  /\d{1,2}:\d{2}(?::\d{2})?|\b\d{4}[-/.]\d{1,2}[-/.]\d{1,2}\b|\b\d{1,2}[-/. ](?:\d{1,2}|[A-Z][a-z]{2})[-/. ]\d{4}\b/;
const SERVER_SIGNATURE = /\bserver at \S{1,255} port \d{1,5}\b|^[\w.-]{1,40}\/v?\d[\w.+~-]{0,30}(?: |$)/i;
const ONLY_URL = /^(?:https?:\/\/|www\.|\/)\S{0,2000}$|^[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}(?:\/\S{0,500})?$/i;

/** With more words than this, a text is a sentence about its address, time or id. */
const FACT_MAX_WORDS = 5;

/** Whether `text`, one line, is not a reason, wherever it is on a page. */
export function isFurniture(text: string): boolean {
  const read = text.slice(0, READ_MAX_CHARACTERS);
  if (BEGINNINGS().test(read)) return true;
  if (text.length > READ_MAX_CHARACTERS) return false;
  if (ONLY_URL.test(text) || isBareToken(text) || SERVER_SIGNATURE.test(text)) return true;
  return isFact(text) || isOnlyName(text);
}

/** Whether `text` is an id, an address or a time with its name and little else. */
export function isFact(text: string): boolean {
  if (text.length > READ_MAX_CHARACTERS || !/\d/.test(text)) return false;
  const words = text.match(/\p{L}{3,}/gu)?.length ?? 0;
  if (words > FACT_MAX_WORDS + 3) return false;
  const id = blockId(text);
  if (id !== null) return id.at <= FACT_NAME_MAX_CHARACTERS;
  return words <= FACT_MAX_WORDS && (ADDRESS.test(text) || TIME.test(text));
}

/** Room for "Your", "Cloudflare", "The" before the name of an id. */
const FACT_NAME_MAX_CHARACTERS = 24;

/** Whether `text` is the name of a product, perhaps with words that usually go with one. */
export function isOnlyName(text: string): boolean {
  if (text.length > NAME_MAX_CHARACTERS) return false;
  return withoutProducts(text).replace(neutral(), "").trim() === "";
}

const NAME_MAX_CHARACTERS = 120;
