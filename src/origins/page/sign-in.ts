/**
 * A sign-in page instead of a package: an authentication failure in disguise, whatever its status. Its words are about
 * signing in with a browser and are not a reason.
 */
import { SAID_NOTHING, type Shape } from "../said.ts";
import type { Page } from "./page.ts";
import { wordingOf } from "./sentence.ts";
import { titleOf } from "./title.ts";

/** The name under which a sign-in page is heard. */
export const SIGN_IN = "sign-in";

/** How a title or heading of such a page begins. */
const SIGN_IN_WORDS =
  /^(?:please |bitte |prijava|veuillez )?(?:sign(?:ing)?[ -]?(?:in|on)|log(?:ging)?[ -]?(?:in|on)|login|single sign[ -]on|sso\b|authenticate$|redirecting to (?:sign|log)|anmeld(?:en|ung)|einloggen|s'identifier|se connecter|connexion|connectez-vous|identification|iniciar sesi[oó]n|inicie sesi[oó]n|inicio de sesi[oó]n|acceder$|iniciar sess[aã]o|fazer login|entrar$|accedi$|accesso$|inloggen|aanmelden|zaloguj|logowanie|přihlá|logga in|inloggning|log ind|logg inn|kirjaudu|giriş yap|oturum aç|вход|войти|авторизация|увійти|登录|登入|登錄|请登录|ログイン|サインイン|로그인|تسجيل الدخول|התחבר|masuk$|đăng nhập)/iu;

const HEADING_MAX_CHARACTERS = 80;

export const signInPage: Shape<Page> = {
  name: SIGN_IN,
  read: (page, { status }) => (isSignIn(page, status) ? SAID_NOTHING : null),
};

/** Whether `page` is for signing in: it asks for a password, hands over to a sign-in, or is titled like one. */
export function isSignIn(page: Page, status: number): boolean {
  if (page.asksPassword || page.handsOver) return true;
  const heading = page.blocks.find((block) => block.tag === "h1")?.text ?? "";
  if (![...titleOf(page).split(/ [|·–—-] /), heading].some(isCalledSignIn)) return false;
  // "Sign-in failed" with a sentence that says why is an answer.
  return !page.blocks.some(({ tag, text }) => tag !== "title" && isAnswer(text, status));
}

function isCalledSignIn(text: string): boolean {
  const line = text.trim();
  return line.length <= HEADING_MAX_CHARACTERS && SIGN_IN_WORDS.test(line);
}

/** Trouble words that are not about the browser or the account; with a success status only a full sentence counts. */
function isAnswer(text: string, status: number): boolean {
  const line = text.trim();
  const { words, isSentence, isTrouble } = wordingOf(line);
  if (!isTrouble || /[?？]$/.test(line)) return false;
  if (!isSentence && (status < 400 || words < 2)) return false;
  return !/\b(?:browser|javascript|cookies|password|account|device|sign(?:ing)? in|log(?:ging)? in)\b/i.test(
    line,
  );
}
