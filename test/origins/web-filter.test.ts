/**
 * Pages of secure web gateways and web filters, which a build machine gets if its company filters. The structure is
 * each product's, the words are made up.
 */
import { describe } from "vitest";
import { cells, page } from "./html.ts";
import { table } from "./table.ts";

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
  ]);
});
