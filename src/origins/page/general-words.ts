/**
 * Words on pages that say no more than a status does: that something failed, that access is denied, to try again. They
 * are shown only if a page has nothing better. Data.
 */
import { lazy } from "../../text/lazy.ts";

/** Beginnings of sentences that say that something failed, but not what. */
const GENERAL: readonly string[] = [
  "the requested url could not be retrieved",
  "the request could not be satisfied",
  "(?:sorry,? |oops[\\s\\p{P}]{0,3})?(?:an?|some|there (?:was|has been) an?) (?:unexpected |unknown |internal |fatal )?(?:error|problem)s? (?:has |have )?(?:occurred|happened)",
  "(?:oops|sorry|whoops)?[\\s\\p{P}]{0,3}(?:but )?something went wrong",
  "we(?:['’]| a)re sorry,? but something went wrong",
  "(?:this|the) (?:web ?)?page (?:can['’]t|can ?not) be (?:displayed|found)",
  "(?:this|the) (?:web ?)?page (?:isn['’]t working|is not available)",
  "that['’]s (?:an error|all we know)",
  "the server returned an? ",
  "your request (?:could not be|cannot be|was not) (?:processed|completed)",
  "unable to (?:process|complete) your request",
  "es ist ein (?:unerwarteter )?fehler aufgetreten",
  "une erreur (?:inattendue )?(?:s['’]est produite|est survenue)",
  "se ha producido un error",
  "ocorreu um erro",
  "si è verificato un errore",
  "произошла ошибка",
  "出错了",
  "エラーが発生しました",
  "오류가 발생했습니다",
  // ASP.NET: "Server Error in '/' Application."
  "server error in (?:'|the )",
  "serverfehler in der anwendung",
  "erreur du? serveur dans",
  "error (?:de|del) servidor en",
  "erro de servidor n",
  "errore server nell",
  "ошибка сервера в приложении",
  "“/[^”]{0,60}”应用程序中的服务器错误",
  "'/[^']{0,60}' (?:アプリケーションでサーバー|응용 프로그램에 서버)",
];

/** A refusal or a failure in two or three words: the thing, then the refusal. */
const REFUSED_THINGS =
  "error access request page site website web_site web_page url content connection server application http routing runtime internal attention authentication proxy gateway zugriff accès acceso acesso accesso toegang dostęp доступ 访问 アクセス";
const REFUSALS =
  "error denied blocked rejected forbidden restricted required failed failure unavailable not_found not_available not_allowed verweigert gesperrt blockiert refusé bloqué interdit denegado bloqueado prohibido negado proibido negato bloccato vietato geweigerd geblokkeerd zabroniony zablokowany запрещен запрещён ограничен заблокирован закрыт 被拒绝 已被拒绝 受限 禁止访问 拒否";

/** Beginnings of advice that fits any failure. */
const ADVICE: readonly string[] = [
  "(?:please |kindly )?(?:try|check|verify|make sure|ensure|wait|refresh|reload|reconnect|come back|check back)\\b",
  "bitte (?:versuchen|prüfen)",
  "veuillez réessayer",
  "inténtelo",
  "tente ",
  "riprova",
  "probeer ",
  "попробуйте",
  "请稍后",
  "請稍後",
  "しばらく",
  "잠시 후",
];

const general = lazy(() => new RegExp(`^(?:${GENERAL.join("|")})`, "iu"));
const advice = lazy(() => new RegExp(`^(?:${ADVICE.join("|")})`, "iu"));
const statusInWords = lazy(
  () =>
    new RegExp(
      `^(?:(?:${oneOf(REFUSED_THINGS)})[\\s\\p{P}]{0,3})?(?:(?:${oneOf(REFUSALS)})[\\s\\p{P}]{0,3})?(?:\\d{3})?[\\s\\p{P}]{0,3}$`,
      "iu",
    ),
);

function oneOf(words: string): string {
  return words.split(" ").join("|").replaceAll("_", " ?");
}

/** Whether `text` begins by saying only that something failed. */
export function isGeneral(text: string): boolean {
  return general().test(text);
}

/** Whether `text` only asks to try again, to check or to wait. */
export function isGeneralAdvice(text: string): boolean {
  return advice().test(text);
}

/** Whether `text` is a refusal in words that only repeat the status: "Access Denied", "Zugriff verweigert". */
export function isStatusInWords(text: string): boolean {
  return statusInWords().test(text);
}
