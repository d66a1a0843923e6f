/**
 * Pages of secure web gateways and web filters, which a build machine gets if its company or country filters. The
 * structure is each product's, the words are made up.
 */
import { describe } from "vitest";
import { page } from "./html.ts";
import { table } from "./table.ts";

const cells = (...rows: readonly (readonly [string, string])[]) =>
  `<table>${rows.map(([name, value]) => `<tr><td>${name}</td><td>${value}</td></tr>`).join("")}</table>`;

describe("web filters", () => {
  table([
    [
      "FortiGate",
      403,
      page(
        "Web Filter Block",
        `<div class="header"><h2>Powered By Fortinet</h2><h1>FortiGuard Web Filtering</h1></div><div class="sidebar"><h3>Web Page Blocked</h3></div>
<div class="main"><h3>Web Page Blocked</h3><div class="notice"><p>The page you asked for breaks the rules for internet use in this company.</p>${cells(["URL:", "http://packages.example/a"], ["Category:", "File Sharing"])}<p>To ask for another rating of this page, click here.</p></div></div>`,
      ),
      { message: "The page you asked for breaks the rules for internet use in this company." },
    ],
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
      "FortiGate's antivirus",
      403,
      page(
        "Security Alert",
        `<div class="header"><h1>FortiGate Antivirus</h1></div><div class="message-container"><h1>High Security Alert</h1><p>You may not download the file &quot;left-pad.tgz&quot;, since it is infected with &quot;EICAR_TEST&quot;.</p>${cells(["URL", "http://packages.example/left-pad.tgz"], ["Quarantined File Name", ""], ["Reference URL", "http://fortiguard.example/ve?vn=EICAR"])}</div>`,
      ),
      { message: 'You may not download the file "left-pad.tgz", since it is infected with "EICAR_TEST".' },
    ],
    [
      "FortiWeb, with its ids",
      403,
      page(
        "",
        `<div class="message-container"><div class="logo"></div><h1>Web Page Blocked!</h1><p>This page can not be shown to you. Please contact the administrator for more.</p>${cells(["URL:", "packages.example/a"], ["Client IP:", "192.0.2.9"], ["Attack ID:", "20000051"], ["Message ID:", "000091234567"])}</div>`,
      ),
      {
        message: "This page can not be shown to you. Please contact the administrator for more.",
        requestId: "20000051",
      },
    ],
    [
      "Zscaler",
      403,
      page(
        "Internet Security by Zscaler",
        `<div class="pg red"><table class="m_tbl"><tr><td><div class="uq_cd">Z41</div><table id="en_US"><tr><td class="eu_h"><i></i>Sorry, packages.example may not be visited from here.</td></tr><tr><td class="hr"><hr></td></tr><tr><td class="eu_co"><b>Website blocked</b></td></tr><tr><td class="eu_co rsn">Not allowed to browse the category Shareware</td></tr><tr><td class="eu_co">You tried to visit:<div><a href="#">http://packages.example/a</a></div></td></tr><tr><td><hr></td></tr><tr><td>Need help? Contact our support team at +1 555 0100</td></tr></table></td></tr></table></div>`,
      ),
      { message: "Sorry, packages.example may not be visited from here." },
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
      "Netskope",
      403,
      page(
        "Netskope",
        `<div class="header"><img alt="Acme"></div><h2>Access Blocked</h2><p>Your company does not allow downloads from packages.example.</p>${cells(["Policy Name", "No unknown registries"], ["Category", "Technology"], ["URL", "packages.example/a"], ["User", "ci@acme.example"], ["Transaction ID", "8837465120934875"])}<p>Powered by Netskope</p>`,
      ),
      {
        message: "Your company does not allow downloads from packages.example.",
        requestId: "8837465120934875",
      },
    ],
    [
      "McAfee Web Gateway",
      403,
      page(
        "McAfee Web Gateway - Notification - URL Blocked",
        `<table class="contentTable"><tr><td class="logo">Acme</td></tr></table><table><tr><td class="titleText">URL Blocked</td></tr></table><table><tr><td class="contentData">The URL you asked for is in a category that your administrator does not allow.</td></tr></table><table><tr><td class="infoData"><b>URL: </b>http://packages.example/a<br/><b>URL Categories: </b>Shareware/Freeware<br/><b>Reputation: </b>Unverified</td></tr></table><table><tr><td class="footerData">generated <span>2030-01-02 03:04:05</span> by McAfee Web Gateway<br>gateway7/10.0.0.5</td></tr></table>`,
      ),
      { message: "The URL you asked for is in a category that your administrator does not allow." },
      { phrase: "URLBlocked" },
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
      "Blue Coat",
      403,
      page(
        "Access Denied",
        '<font face="Helvetica"><big><strong></strong></big><BR></font><blockquote><TABLE border=0 width="80%"><TR><TD><font><big>Access Denied (content_filter_denied)</big><BR><BR></font></TD></TR><TR><TD><font>Your request was turned down because of its content category: &quot;Shareware&quot;</font></TD></TR><TR><TD><font></font></TD></TR><TR><TD><font size=2><BR>For assistance, contact your network support team.</font></TD></TR></TABLE></blockquote>',
      ),
      { message: 'Your request was turned down because of its content category: "Shareware"' },
    ],
    [
      "Blue Coat, by policy",
      403,
      page(
        "Access Denied",
        "<blockquote><TABLE><TR><TD><big>Access Denied (policy_denied)</big><BR><BR></TD></TR><TR><TD>The policy of your system does not let you have this URL.</TD></TR><TR><TD></TD></TR><TR><TD><BR>For assistance, contact your network support team.</TD></TR></TABLE></blockquote>",
      ),
      { message: "The policy of your system does not let you have this URL." },
    ],
    [
      "Websense",
      403,
      page(
        "Access to this site is blocked",
        `<h1 id="banner">Websense</h1><h3>Content blocked by your organization</h3><div>${cells(["Reason:", "The Websense category &quot;Freeware and Software Download&quot; is filtered."], ["URL:", "http://packages.example/a"], ["Options:", "Click <b>More Information</b> to learn about your policy."])}</div>`,
      ),
      { message: 'The Websense category "Freeware and Software Download" is filtered.' },
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
      "Palo Alto",
      503,
      page(
        "Web Page Blocked",
        '<div id="content"><h1>Web Page Blocked</h1><p>The page that you tried to open was stopped by the rules of your company. Please contact your system administrator if this is a mistake.</p><p><b>User:</b> 10.1.2.3</p><p><b>URL:</b> packages.example/a</p><p><b>Category:</b> unknown</p></div>',
      ),
      {
        message:
          "The page that you tried to open was stopped by the rules of your company. Please contact your system administrator if this is a mistake.",
      },
    ],
    [
      "Palo Alto's antivirus",
      503,
      page(
        "Virus/Spyware Download Blocked",
        '<div id="content"><h1>Virus/Spyware Download Blocked</h1><p>The download was stopped, since a virus was found in it and the company does not allow that.</p><p><b>File name:</b> left-pad.tgz</p></div>',
      ),
      {
        message:
          "The download was stopped, since a virus was found in it and the company does not allow that.",
      },
    ],
    [
      "SonicWall",
      403,
      page(
        "SonicWall - Web Site Blocked",
        `<div class="nav"><img alt="SonicWall"></div><table><tr><td><b>Web Site Blocked</b></td></tr><tr><td>SonicWALL Network Security Appliance</td></tr><tr><td>The administrator of this network does not let this site through.</td></tr></table>${cells(["URL:", "http://packages.example/"], ["Client IP address:", "192.0.2.20"], ["Block reason:", 'Forbidden category "Shareware and Freeware"'])}<p>If you believe the site above is rated incorrectly, click here.</p>`,
      ),
      { message: 'Forbidden category "Shareware and Freeware"' },
    ],
    [
      "Sophos",
      403,
      page(
        "Blocked",
        `<table><tr><td><h1>Content blocked</h1></td></tr><tr><td>While fetching the URL: <b>http://packages.example/a</b><br>the content was stopped under the following condition:</td></tr><tr><td><b>The site is on the list of sites that are not allowed.</b></td></tr><tr><td>If you think this is wrong, please contact your administrator.</td></tr><tr><td>Report: </td></tr><tr><td>Powered by Sophos UTM</td></tr></table>`,
      ),
      { message: "The site is on the list of sites that are not allowed." },
    ],
    [
      "Barracuda",
      403,
      page(
        "Access Denied",
        "<h2>The Barracuda Web Filter has stopped this request, since its content belongs to the category: <b>file-sharing</b></h2><ul><li>If you believe this is an error or need access, please contact your administrator.</li></ul>",
      ),
      {
        message:
          "The Barracuda Web Filter has stopped this request, since its content belongs to the category: file-sharing",
      },
    ],
    [
      "Check Point",
      403,
      page(
        "Page Blocked",
        '<div id="title">Page Blocked</div><div>Access to http://packages.example/a is blocked by the security rules of the organization.</div><div>Category: File Storage and Sharing</div><div>For help, contact the Help Desk.</div><div>Reference: 1A2B3C4D</div>',
      ),
      {
        message: "Access to http://packages.example/a is blocked by the security rules of the organization.",
        requestId: "1A2B3C4D",
      },
    ],
    [
      "Cisco Secure Web Appliance",
      403,
      page(
        "Blocked by policy",
        "<h1>This Page Cannot Be Displayed</h1><p>The access policies of your organization do not let you visit this web site ( <b>http://packages.example/</b> ).</p><p>If you have questions, please contact your organization's network administrator and provide the codes shown below.</p><p>Date: Wed, 02 Jan 2030 03:04:05 CET<br>Username: <br>Source IP: 192.0.2.20<br>URL: GET http://packages.example/<br>Category: Freeware and Shareware<br>Reason: BLOCK-WEBCAT<br>Notification: WEBCAT</p>",
      ),
      {
        message:
          "The access policies of your organization do not let you visit this web site ( http://packages.example/ ).",
      },
    ],
    [
      "Cisco Umbrella",
      403,
      page(
        "Site Blocked",
        '<div class="logo"></div><h1>This site is blocked.</h1><p class="sub">packages.example</p><p>Your network administrator has put it on the block list.</p><button>Contact your administrator</button><a href="#">Terms</a><div>Diagnostic Info</div><ul><li>ACType: 0</li><li>Block Type: domainlist</li><li>Client IP: 192.0.2.20</li><li>Date/Time: 2030-01-02 03:04:05</li></ul>',
      ),
      { message: "This site is blocked." },
    ],
    [
      "WatchGuard",
      403,
      page(
        "WatchGuard Firebox",
        "<h1>Request denied by WatchGuard HTTP Proxy.</h1><p><b>Reason:</b> one or more categories denied helper='WebBlocker.1'</p><p><b>Method:</b> GET</p><p><b>Host:</b> packages.example</p><p><b>Path:</b> /a</p>",
      ),
      { message: "one or more categories denied helper='WebBlocker.1'" },
    ],
    [
      "e2guardian",
      403,
      page(
        "e2guardian - Access Denied",
        '<table><tr><td><font size=7><b>Access has been denied!</b></font></td></tr><tr><td>-USER-</td></tr><tr><td>Access to the page:<br><br><a href="#">http://packages.example/a</a><br><br>has been denied for the following reason:<br><br><font><b>The site packages.example is on the banned list</b></font><br><br>You see this because what you asked for is labelled as unsuitable.<br><br>If you have any queries contact your ICT co-ordinator.<br><br>Powered by <a>e2guardian</a></td></tr></table>',
      ),
      { message: "The site packages.example is on the banned list" },
    ],
    [
      "squidGuard's redirect",
      403,
      page(
        "pfSense",
        '<h3>Request denied by pfSense proxy: 403 Forbidden</h3><b> Reason: </b><br><hr size="1"><b> Client address: </b> 192.0.2.20 <br><b> Client group: </b> default <br><b> Target group: </b> downloads <br><b> URL: </b> http://packages.example/a<br><hr>',
      ),
      { message: "Request denied by pfSense proxy: 403 Forbidden" },
    ],
    [
      "Trend Micro",
      403,
      page(
        "Trend Micro InterScan Web Security Event",
        `<h1>URL Blocked</h1><p>The rules of this company do not let you reach this URL.</p>${cells(["URL:", "http://packages.example/a"], ["Rule:", "Default"], ["Category:", "Freeware"])}<p>Copyright (c) Trend Micro</p>`,
      ),
      { message: "The rules of this company do not let you reach this URL." },
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

describe("web filters run by authorities", () => {
  table([
    [
      "Russia",
      451,
      page(
        "Доступ ограничен",
        "<h1>Уважаемый пользователь!</h1><p>Доступ к запрошенному ресурсу закрыт на основании закона о защите информации.</p><p>Проверить адрес можно в реестре: https://reestr.example</p>",
      ),
      { message: "Доступ к запрошенному ресурсу закрыт на основании закона о защите информации." },
    ],
    [
      "India",
      403,
      "<html><head><title>Error</title></head><body><font size=4>The address that you asked for has been closed by order of the Department of Networks. Please contact administrator for more information.</font></body></html>",
      {
        message:
          "The address that you asked for has been closed by order of the Department of Networks. Please contact administrator for more information.",
      },
    ],
    [
      "Turkey",
      403,
      page(
        "Erişim engeli",
        '<div class="logo"></div><p>Bu internet sitesine erişim, 2030/12 sayılı karar ile engellenmiştir.</p><p>The access to this site was closed by the decision 2030/12.</p>',
      ),
      { message: "Bu internet sitesine erişim, 2030/12 sayılı karar ile engellenmiştir." },
    ],
    [
      "Indonesia",
      403,
      page(
        "Internet Baik",
        "<h2>Mohon maaf</h2><p>Situs yang Anda tuju tidak dapat diakses karena diblokir oleh negara.</p><p>Hubungi kami: aduan@baik.example</p>",
      ),
      { message: "Situs yang Anda tuju tidak dapat diakses karena diblokir oleh negara." },
    ],
    [
      "Italy",
      403,
      page(
        "Sito inibito",
        "<img alt=stemma><h1>Accesso vietato</h1><p>Il sito richiesto è stato bloccato per ordine dell'autorità.</p>",
      ),
      { message: "Il sito richiesto è stato bloccato per ordine dell'autorità." },
    ],
    [
      "the Emirates",
      403,
      page(
        "Access",
        "<h1>عذراً</h1><p>الوصول إلى هذا الموقع غير مسموح به في الدولة.</p><p>Access to this site is not allowed in the country.</p>",
      ),
      { message: "الوصول إلى هذا الموقع غير مسموح به في الدولة." },
    ],
    [
      "a British court order",
      451,
      page(
        "Access denied",
        "<h2>Access to this site has been closed by an order of the court.</h2><p>Any TV company may ask for a copy.</p>",
      ),
      { message: "Access to this site has been closed by an order of the court." },
    ],
    [
      "only an address in a frame",
      403,
      '<html><head><meta charset="windows-1256"><title>M5-6</title></head><body><iframe src="http://192.0.2.34?type=Invalid Site" style="width:100%"></iframe></body></html>',
      { message: null },
    ],
  ]);
});
