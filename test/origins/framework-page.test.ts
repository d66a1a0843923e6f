/** Pages of frameworks, in the languages they ship. The structure is each product's, the words are made up. */
import { describe } from "vitest";
import { page } from "./html.ts";
import { table } from "./table.ts";

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
