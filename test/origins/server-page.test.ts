/**
 * Pages of application servers, frameworks and proxies, in the languages they ship. The structure is each product's, the
 * words are made up.
 */
import { describe } from "vitest";
import { page } from "./html.ts";
import { table } from "./table.ts";

const tomcat = (heading: string, ...paragraphs: readonly (readonly [string, string])[]) =>
  page(
    heading,
    `<h1>${heading}</h1><hr class="line" />${paragraphs.map(([name, value]) => `<p><b>${name}</b> ${value}</p>`).join("")}<hr class="line" /><h3>Apache Tomcat/10.1.1</h3>`,
  );

describe("servlet containers", () => {
  table([
    [
      "Tomcat, in German",
      403,
      tomcat(
        "HTTP Status 403 – verboten",
        ["Typ", "Status Bericht"],
        ["Nachricht", "Das Lager ist geschlossen"],
        ["Beschreibung", "Der Server will nicht."],
      ),
      { message: "Das Lager ist geschlossen", shape: "servlet" },
    ],
    [
      "Tomcat, in Chinese",
      404,
      tomcat(
        "HTTP状态 404 - 未找到",
        ["类型", "状态报告"],
        ["消息", "没有这个包"],
        ["描述", "服务器找不到。"],
      ),
      { message: "没有这个包", shape: "servlet" },
    ],
    [
      "Tomcat, in French, without a message",
      404,
      tomcat(
        "État HTTP 404 – Non trouvé",
        ["Type", "Rapport d'état"],
        ["Description", "Le serveur ne la trouve pas."],
      ),
      { shape: "servlet" },
    ],
    [
      "Tomcat with a trace",
      500,
      tomcat(
        "HTTP Status 500 – Internal Server Error",
        ["Type", "Exception Report"],
        ["Message", "the index is broken"],
        ["Description", "The server met something unexpected."],
        [
          "Exception",
          "</p><pre>a.b.IndexException: the index is broken\n\ta.b.Index.read(Index.java:9)\n</pre><p>",
        ],
        ["Note", "The full stack trace is in the logs."],
      ),
      { message: "the index is broken" },
    ],
    [
      "JBoss, with numbered labels",
      404,
      page(
        "JBoss Web/7.0 - JBWEB000064: Error report",
        "<h1>JBWEB000065: HTTP Status 404 - /a</h1><hr><p><b>JBWEB000309: type</b> JBWEB000067: Status report</p><p><b>JBWEB000068: message</b> <u>the shop has no such thing</u></p><p><b>JBWEB000069: description</b> <u>JBWEB000124: Not there.</u></p><hr><h3>JBoss Web/7.0</h3>",
      ),
      { message: "the shop has no such thing" },
    ],
    [
      "GlassFish, without spaces",
      404,
      page(
        "GlassFish Server - Error report",
        "<h1>HTTP Status 404 - Not Found</h1><hr/><p><b>type</b> Status report</p><p><b>message</b>no such shop here</p><p><b>description</b>It is not there.</p><hr/><h3>GlassFish Server 5</h3>",
      ),
      { message: "no such shop here" },
    ],
    [
      "Jetty, old",
      404,
      page(
        "Error 404",
        "<h2>HTTP ERROR: 404</h2><p>Problem accessing /shop/a. Reason:\n<pre>    the shop is closed</pre></p><hr/><i><small>Powered by Jetty://</small></i>",
      ),
      { message: "the shop is closed", shape: "servlet" },
    ],
    [
      "Jetty, with only the status as its message",
      404,
      page(
        "Error 404 Not Found",
        '<h2>HTTP ERROR 404 Not Found</h2><table><tr><th>URI:</th><td>/a</td></tr><tr><th>STATUS:</th><td>404</td></tr><tr><th>MESSAGE:</th><td>Not Found</td></tr><tr><th>SERVLET:</th><td>default</td></tr></table><hr/><a href="#">Powered by Jetty:// 11.0.1</a><hr/>',
      ),
      { message: null, shape: "servlet" },
    ],
    [
      "Spring's whitelabel page",
      400,
      page(
        "",
        "<h1>Whitelabel Error Page</h1><p>This application has no explicit mapping for /error, so you are seeing this as a fallback.</p><div id='created'>Wed Jan 02 03:04:05 UTC 2030</div><div>There was an unexpected error (type=Bad Request, status=400).</div><div>The shop takes no more than ten</div>",
      ),
      { message: "The shop takes no more than ten", shape: "whitelabel" },
    ],
    [
      "Spring's whitelabel page with nothing to say",
      404,
      page(
        "",
        "<h1>Whitelabel Error Page</h1><p>This application has no explicit mapping for /error, so you are seeing this as a fallback.</p><div id='created'>Wed Jan 02 03:04:05 UTC 2030</div><div>There was an unexpected error (type=Not Found, status=404).</div><div>No message available</div>",
      ),
      { message: null, shape: "whitelabel" },
    ],
    [
      "WebLogic",
      404,
      page(
        "Error 404--Not Found",
        "<TABLE><TR><TD><FONT><BR></FONT><FONT SIZE=3><H2>Error 404--Not Found</H2></FONT></TD></TR></TABLE><TABLE><TR><TD><FONT><H3>From RFC 2068 <i>Hypertext Transfer Protocol -- HTTP/1.1</i>:</H3></FONT><FONT><H4>10.4.5 404 Not Found</H4></FONT><P><FONT>Nothing that fits the URI was found on this server.</FONT></P></TD></TR></TABLE>",
      ),
      { message: null },
    ],
  ]);
});

describe("frameworks", () => {
  table([
    [
      "Rails, in development",
      404,
      page(
        "Action Controller: Exception caught",
        '<header role="banner"><h1>Routing Error</h1></header><main role="main" id="container"><h2>No route for [GET] &quot;/v2/shop/a&quot;</h2><p><code>Rails.root: /srv/shop</code></p><div id="traces"><a href="#">Application Trace</a> | <a href="#">Framework Trace</a><pre id="Application-Trace"><code class="traces">lib/a.rb:21:in `call\'</code></pre></div><h2>Routes</h2><p>Routes match in priority from top to bottom</p></main>',
      ),
      { message: 'No route for [GET] "/v2/shop/a"' },
    ],
    [
      "Rails, in production",
      404,
      page(
        "The page you were looking for doesn't exist (404)",
        '<div class="dialog"><div><h1>There is no page under this address.</h1><p>You may have mistyped it.</p></div><p>If you are the application owner check the logs for more information.</p></div>',
      ),
      { message: "There is no page under this address." },
    ],
    [
      "Django's CSRF page",
      403,
      page(
        "403 Forbidden",
        '<div id="summary"><h1>Forbidden <span>(403)</span></h1><p>The check of the form failed. Nothing was done.</p></div><div id="explanation"><p><small>More information is available with DEBUG=True.</small></p></div>',
      ),
      { message: "The check of the form failed. Nothing was done." },
    ],
    [
      "Django, debugging a 404",
      404,
      page(
        "Page not found at /shop/a",
        '<header id="summary"><h1>Page not found <small>(404)</small></h1><table class="meta"><tr><th scope="row">Request Method:</th><td>GET</td></tr><tr><th>Request URL:</th><td>http://shop.example/shop/a</td></tr></table></header><main id="info"><p>Using the URLconf defined in <code>shop.urls</code>, Django tried these URL patterns, in this order:</p><ol><li><code>admin/</code></li><li><code>simple/</code></li></ol><p>The path <code>shop/a</code> fits none of these.</p></main><footer id="explanation"><p>You’re seeing this error because you have <code>DEBUG = True</code>.</p></footer>',
      ),
      { message: "The path shop/a fits none of these." },
    ],
    [
      "Django, debugging an exception",
      500,
      page(
        "IndexError at /shop/a",
        '<div id="summary"><h1>IndexError at /shop/a</h1><pre class="exception_value">the shelf has no tenth place</pre><table class="meta"><tr><th>Request Method:</th><td>GET</td></tr><tr><th>Django Version:</th><td>5.0</td></tr><tr><th>Exception Type:</th><td>IndexError</td></tr><tr><th>Exception Value:</th><td><pre>the shelf has no tenth place</pre></td></tr><tr><th>Python Path:</th><td><pre>[\'/srv\']</pre></td></tr></table></div>',
      ),
      { message: "the shelf has no tenth place" },
    ],
    [
      "Flask",
      404,
      "<!doctype html>\n<html lang=en>\n<title>404 Not Found</title>\n<h1>Not Found</h1>\n<p>This server has nothing under that address. If you typed it, look for a slip.</p>\n",
      { message: "This server has nothing under that address. If you typed it, look for a slip." },
    ],
    ["Express", 404, page("Error", "<pre>Cannot GET /shop/a</pre>"), { message: "Cannot GET /shop/a" }],
    [
      "Express with a trace",
      500,
      page(
        "Error",
        "<pre>Error: the shelf is full<br> &nbsp; &nbsp;at put (/srv/shop.js:3:9)<br> &nbsp; &nbsp;at /srv/a.js:1:1</pre>",
      ),
      { message: "Error: the shelf is full" },
    ],
    [
      "ASP.NET",
      404,
      page(
        "The resource cannot be found.",
        "<span><H1>Server Error in '/shop' Application.<hr width=100% size=1 color=silver></H1><h2><i>There is no such resource.</i></h2></span><font><b> Description: </b>HTTP 404. What you look for may have been removed.<br><br><b> Requested URL: </b>/shop/a<br><br></font><hr><b>Version Information:</b>&nbsp;Microsoft .NET Framework Version:4.0; ASP.NET Version:4.8",
      ),
      { message: "There is no such resource." },
    ],
    [
      "ASP.NET, in German",
      404,
      page(
        "Die Ressource fehlt.",
        "<span><H1>Serverfehler in der Anwendung /shop.<hr></H1><h2><i>Die Ressource kann nicht gefunden werden.</i></h2></span><font><b> Beschreibung: </b>HTTP 404. Sie wurde vielleicht entfernt.<br><br><b> Angeforderte URL: </b>/shop/a</font><hr><b>Versionsinformationen:</b> Microsoft .NET Framework-Version:4.0",
      ),
      { message: "Die Ressource kann nicht gefunden werden." },
    ],
    [
      "ASP.NET, in Chinese",
      404,
      page(
        "找不到资源。",
        "<span><H1>“/shop”应用程序中的服务器错误。<hr></H1><h2><i>找不到这个资源。</i></h2></span><font><b> 说明: </b>HTTP 404。资源可能已被删除。<br><br><b> 请求的 URL: </b>/shop/a</font>",
      ),
      { message: "找不到这个资源。" },
    ],
    [
      "Werkzeug, debugging",
      500,
      page(
        "KeyError: 'shelf' // Werkzeug Debugger",
        '<div class="debugger"><h1>KeyError</h1><div class="detail"><p class="errormsg">KeyError: &#39;shelf&#39;</p></div><h2 class="traceback">Traceback <em>(most recent call last)</em></h2></div>',
      ),
      { message: "KeyError: 'shelf'" },
    ],
    [
      "ASP.NET, hiding its error",
      500,
      page(
        "Runtime Error",
        "<span><H1>Server Error in '/' Application.<hr></H1><h2><i>Runtime Error</i></h2></span><font><b> Description: </b>The application failed, and its settings do not let others see how.<br><br><b>Details:</b> To enable the details to be seen, create a &lt;customErrors&gt; tag.<br></font>",
      ),
      { message: "The application failed, and its settings do not let others see how." },
    ],
    [
      "IIS, short",
      403,
      page(
        "403 - Forbidden: Access is denied.",
        '<div id="header"><h1>Server Error</h1></div><div id="content"><div class="content-container"><fieldset><h2>403 - Forbidden: Access is denied.</h2><h3>Your rights do not reach for this folder.</h3></fieldset></div></div>',
      ),
      { message: "Access is denied." },
    ],
    [
      "IIS, in full",
      404,
      page(
        "IIS 10.0 Detailed Error - 404.0 - Not Found",
        '<div id="content"><div class="content-container"><h3>HTTP Error 404.0 - Not Found</h3><h4>What you look for was removed, renamed or is away.</h4></div><div class="content-container"><fieldset><h4>Most likely causes:</h4><ul><li>The directory does not exist on the server.</li><li>The URL has a slip.</li></ul></fieldset></div><div class="content-container"><fieldset><h4>Things you can try:</h4><ul><li>Create the content.</li></ul></fieldset></div><div><fieldset><h4>Detailed Error Information:</h4><table><tr><th>Module</th><td>IIS Web Core</td></tr><tr><th>Error Code</th><td>0x80070002</td></tr></table></fieldset></div></div>',
      ),
      { message: "What you look for was removed, renamed or is away." },
    ],
    [
      "IIS, in Italian",
      403,
      page(
        "403 - Accesso vietato",
        '<div id="header"><h1>Errore del server</h1></div><div id="content"><h2>403 - Vietato: l\'accesso è negato.</h2><h3>Le credenziali fornite non danno diritto a vedere questa cartella.</h3></div>',
      ),
      { message: "Vietato: l'accesso è negato." },
    ],
  ]);
});

describe("proxies", () => {
  const squid = (title: string, heading: string, content: string) =>
    `<!DOCTYPE html><html><head><title>${title}</title></head><body id=ERR_ACCESS_DENIED><div id="titles"><h1>${title}</h1><h2>${heading}</h2></div><hr><div id="content">${content}<br></div><hr><div id="footer"><p>Generated Wed, 02 Jan 2030 03:04:05 GMT by proxy1 (squid/6.10)</p></div></body></html>`;
  table([
    [
      "Squid",
      403,
      squid(
        "ERROR",
        "The URL could not be had",
        '<p>This error came while fetching the URL: <a href="http://packages.example/a">http://packages.example/a</a></p><blockquote id="error"><p><b>Access Denied.</b></p></blockquote><p>The rules of this cache do not let your request through.</p><p>Your cache administrator is <a href="#">webmaster</a>.</p>',
      ),
      {
        message: "The rules of this cache do not let your request through.",
        code: "ERR_ACCESS_DENIED",
        shape: "squid",
      },
    ],
    [
      "Squid, in German",
      403,
      squid(
        "FEHLER",
        "Die Adresse konnte nicht geholt werden",
        '<p>Beim Holen der Adresse <a href="#">http://packages.example/a</a> trat dieser Fehler auf:</p><blockquote id="error"><p><b>Zugriff verweigert.</b></p></blockquote><p>Die Regeln dieses Zwischenspeichers lassen Ihre Anfrage nicht zu.</p><p>Ihr Verwalter ist <a href="#">webmaster</a>.</p>',
      ),
      { message: "Die Regeln dieses Zwischenspeichers lassen Ihre Anfrage nicht zu.", shape: "squid" },
    ],
    [
      "Squid, unable to reach the host",
      503,
      squid(
        "ERROR",
        "The URL could not be had",
        '<p>This error came while fetching the URL: <a href="#">http://packages.example/a</a></p><blockquote id="error"><p><b>Connection to packages.example failed.</b></p></blockquote><p id="sysmsg">The system returned: <i>(111) Connection refused</i></p><p>The host may be down. Please try the request again.</p>',
      ),
      { message: "Connection to packages.example failed. The system returned: (111) Connection refused" },
    ],
    [
      "Squid, unable to find the host",
      503,
      squid(
        "ERROR",
        "The URL could not be had",
        '<p>This error came while fetching the URL: <a href="#">http://packages.example/a</a></p><blockquote id="error"><p><b>No address is known for the host name <q>packages.example</q></b></p></blockquote><p>The DNS server returned:</p><blockquote id="data"><pre>Name Error: There is no such domain.</pre></blockquote><p>The name could not be resolved.</p>',
      ),
      {
        message:
          "No address is known for the host name packages.example; The DNS server returned: Name Error: There is no such domain.",
      },
    ],
    [
      "Apache, unable to reach its backend",
      502,
      page(
        "502 Proxy Error",
        '<h1>Proxy Error</h1>\n<p>The proxy server got a broken answer from the server behind it.<br />\r\nThe request <em><a href="/a">GET&nbsp;/a</a></em> could not be served.<p>\nReason: <strong>Error reading from remote server</strong></p></p>\n<hr>\n<address>Apache/2.4 (Debian) Server at inner.example Port 443</address>',
      ),
      { message: "Error reading from remote server" },
    ],
    [
      "Apache, with its ErrorDocument missing",
      403,
      page(
        "403 Forbidden",
        "<h1>Forbidden</h1><p>You may not have /a from this server.<br />\n</p><p>Additionally, a 404 Not Found\nerror was encountered while trying to use an ErrorDocument to handle the request.</p><hr><address>Apache Server at inner.example Port 80</address>",
      ),
      { message: "You may not have /a from this server." },
    ],
    [
      "HAProxy",
      429,
      "<html><body><h1>429 Too Many Requests</h1>\nYou have sent too many of them in too short a time.\n</body></html>\n",
      { message: "You have sent too many of them in too short a time." },
    ],
    [
      "nginx",
      403,
      page(
        "403 Forbidden",
        "<center><h1>403 Forbidden</h1></center>\r\n<hr><center>nginx/1.24.0 (Ubuntu)</center>",
      ),
      { message: null },
    ],
    [
      "LiteSpeed",
      404,
      page(
        " 404 Not Found\r\n",
        "<div><h1>404</h1><h2>Not Found</h2><p>What you asked for is not on this server!</p></div><div>Proudly powered by LiteSpeed Web Server<p>Please be advised that LiteSpeed Technologies Inc. is not a web hosting company.</p></div>",
      ),
      { message: "What you asked for is not on this server!" },
    ],
    [
      "Google's front end",
      404,
      "<!DOCTYPE html>\n<html lang=en>\n<meta charset=utf-8>\n<title>Error 404 (Not Found)!!1</title>\n<a href=//www.google.example/><span id=logo aria-label=Google></span></a>\n<p><b>404.</b> <ins>That’s an error.</ins>\n<p>There is no URL <code>/v2/a</code> on this server. <ins>That’s all we know.</ins>\n",
      { message: "There is no URL /v2/a on this server. That’s all we know." },
    ],
    [
      "a maintenance page in Polish",
      503,
      page(
        "Przerwa techniczna",
        "<h1>Przerwa techniczna</h1><p>Serwis jest niedostępny do godziny 14.</p><p>Skontaktuj się z pomocą.</p>",
      ),
      { message: "Serwis jest niedostępny do godziny 14." },
    ],
    [
      "a page with a full site around it",
      403,
      page(
        "Access denied | Acme",
        '<nav><a>Home</a></nav><header><div>Acme Developer Portal</div></header><main><h1>Access denied</h1><p>Your group has no right to read the repository tools.</p><a class="button">Go back</a></main><div>We use cookies to make this site better.</div><footer>© 2030 Acme</footer>',
      ),
      { message: "Your group has no right to read the repository tools." },
    ],
    [
      "a single-page application without its script",
      404,
      page(
        "Harbor",
        '<div id="root"></div><noscript>You need to enable JavaScript to run this app.</noscript>',
      ),
      { message: null },
    ],
  ]);
});
