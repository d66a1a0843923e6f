/** Pages of web filters in languages other than English. The structure is each product's, the words are made up. */
import { describe } from "vitest";
import { cells, page } from "./html.ts";
import { table } from "./table.ts";

describe("web filters", () => {
  table([
    [
      "FortiGate, in German",
      403,
      page(
        "Webfilter",
        `<h2>Powered By Fortinet</h2><h1>FortiGuard Web Filtering</h1><h3>Webseite gesperrt!</h3><p>Diese Seite verstößt gegen die Richtlinien zur Internetnutzung Ihres Unternehmens.</p>${cells(["URL:", "http://packages.example/a"], ["Kategorie:", "Dateiablage"])}`,
      ),
      { message: "Diese Seite verstößt gegen die Richtlinien zur Internetnutzung Ihres Unternehmens." },
    ],
    [
      "FortiGate, in Spanish",
      403,
      page(
        "Filtro web",
        "<h2>Powered By Fortinet</h2><h1>FortiGuard Web Filtering</h1><h3>¡Página web bloqueada!</h3><p>La página que ha pedido incumple las reglas de su empresa para el uso de Internet.</p>",
      ),
      { message: "La página que ha pedido incumple las reglas de su empresa para el uso de Internet." },
    ],
    [
      "Zscaler, in French",
      403,
      page(
        "Internet Security by Zscaler",
        '<div class="uq_cd">Z41</div><table id="fr_FR"><tr><td class="eu_h">Désolé, vous n\'êtes pas autorisé à consulter ce site.</td></tr><tr><td><hr></td></tr><tr><td>Contrôle des accès web</td></tr><tr><td>Refusé</td></tr></table>',
      ),
      { message: "Désolé, vous n'êtes pas autorisé à consulter ce site." },
    ],
    [
      "McAfee Web Gateway, in German",
      403,
      page(
        "McAfee Web Gateway - Benachrichtigung",
        '<table><tr><td class="titleText">URL blockiert</td></tr></table><table><tr><td>Die angeforderte Adresse gehört zu einer Kategorie, die nicht erlaubt ist.</td></tr></table><table><tr><td><b>URL: </b>http://packages.example/a<br><b>Kategorie: </b>Shareware</td></tr></table><table><tr><td>Erzeugt am 02.01.2030 03:04:05 von McAfee Web Gateway</td></tr></table>',
      ),
      { message: "Die angeforderte Adresse gehört zu einer Kategorie, die nicht erlaubt ist." },
      { phrase: "URLBlocked" },
    ],
    [
      "Forcepoint, in Spanish",
      403,
      page(
        "Forcepoint Security",
        `<h3>Su organización ha bloqueado el contenido</h3>${cells(["Motivo:", "La categoría «Descarga de software» está filtrada."], ["URL:", "http://packages.example/a"], ["Opciones:", "Haga clic en Volver"])}`,
      ),
      { message: "La categoría «Descarga de software» está filtrada." },
    ],
    [
      "Sangfor, in Chinese",
      403,
      page(
        "访问被拒绝",
        '<div class="title">上网行为管理</div><div>您访问的网站已被管理员禁止，请遵守公司的上网规定。</div><div>网址：http://packages.example/a</div><div>原因：该网站属于软件下载类别</div><div>如有疑问，请联系网络管理员。</div>',
      ),
      { message: "该网站属于软件下载类别" },
    ],
    [
      "i-FILTER, in Japanese",
      403,
      page(
        "アクセス制限",
        "<h1>アクセスが制限されています</h1><p>このサイトへのアクセスは会社の方針により許可されていません。</p><table><tr><th>URL</th><td>http://packages.example/a</td></tr><tr><th>カテゴリ</th><td>ダウンロード</td></tr></table><p>お問い合わせは管理者まで。</p>",
      ),
      { message: "このサイトへのアクセスは会社の方針により許可されていません。" },
    ],
    [
      "a filter in Korean",
      403,
      page(
        "차단 안내",
        "<h2>접속이 차단되었습니다</h2><p>이 사이트는 회사의 보안 정책에 따라 접속할 수 없습니다.</p><dl><dt>차단 사유</dt><dd>파일 공유 사이트는 허용되지 않습니다</dd><dt>주소</dt><dd>packages.example</dd></dl>",
      ),
      { message: "파일 공유 사이트는 허용되지 않습니다" },
    ],
    [
      "Kaspersky, in Russian",
      403,
      page(
        "Доступ запрещен",
        '<div class="logo">Kaspersky</div><h1>Доступ запрещен</h1><p>Запрашиваемый веб-адрес не может быть предоставлен по правилам организации.</p><p>Адрес: http://packages.example/a</p><p>Обратитесь к администратору, если считаете это ошибкой.</p>',
      ),
      { message: "Запрашиваемый веб-адрес не может быть предоставлен по правилам организации." },
    ],
  ]);
});
