/** Pages of proxies, web servers and the sites behind them. The structure is each product's, the words are made up. */
import { describe } from "vitest";
import { page } from "./html.ts";
import { table } from "./table.ts";

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
