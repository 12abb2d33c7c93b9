<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fr_FR" sourcelanguage="en">
<context>
    <name>AccountBar</name>
    <message>
        <source>Sign &amp;in</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>&amp;Join “Découverte” on the website</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Datastore</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Datastore to publish in</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Account and options</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Space used in the datastore</source>
        <translation type="unfinished" />
    </message>
</context><context>
    <name>CartesGouv</name>
    <message>
        <source>Preparation</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Upload</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Checks</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Integration</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Services</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>waiting</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>in progress</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>done</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>failed</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>WFS: the data itself, to query and download</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>WMS-Vector: images with the layer's style</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>TMS: vector tiles, fast on the web</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>the platform is checking the delivery</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>the platform is loading the data</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>the platform is cutting the tiles</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>the platform is opening the service</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>the website is working on this delivery</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>the platform answers “{word}”, a status that this version does not know</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>another file is being sent first</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>no connection; it goes on by itself</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>the platform asks for a short pause</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>the platform is in trouble; it goes on by itself</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>sign in to go on</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>followed in another QGIS window</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Published</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Stopped at: {stage}</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>{stage} failed: {reason}</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>{stage}: {what}</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>{done} of {total}</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>{sizes}, {rate}, {time} left</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>{percent} %</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Publication asked for</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Sent to the platform</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Stage reached</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Waiting</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Trouble on the way, tried again</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Failed</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Stopped by you</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Resumed</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Try again. If it happens again, copy the report and send it to the plugin's authors.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The platform cannot be reached.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Check your connection and the proxy in QGIS's network options, then try again.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The platform receives too many requests.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Wait a minute, then try again.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The platform has a problem of its own.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Nothing is lost. Try again later.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The platform's answer could not be read.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The platform may have changed: look for a newer version of the plugin, then try again.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>You are not signed in, or your session has ended.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Sign in; the publication goes on from where it was.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>You lack the right to do this in this datastore.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Ask the datastore's administrator for it. If you have just joined, wait a minute or two, then try again.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>You have not joined “Découverte”, the platform's sandbox, yet.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Open it once on cartes.gouv.fr with your account, wait a minute, then try again.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The datastore is full: a quota of the platform is reached.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Delete datasheets that are no longer needed, then try again.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>What was needed no longer exists on the platform.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>It was probably deleted elsewhere. Publish the layers again.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The name is taken, or something still uses what was to change.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Choose another technical name, or try again in a moment.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The platform refused the request.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Correct what is listed here, then try again.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>This belongs to somebody else; nothing was changed.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Only what you published yourself can be changed from QGIS.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The layers cannot be published as they are.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Correct what is listed here, then publish again.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>QGIS closed while the layers were being prepared.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Publish the layers again; nothing was sent.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The platform's checks refused the data.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Correct the layers as the report says, then send them again to the same datasheet.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The platform could not load the data in its database.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Read the report; correct the layers if it names them, otherwise try again.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The data is there, but the platform could not serve it.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Try again; the data need not be sent a second time.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The prepared file has disappeared from this computer.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Publish the layers again.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>has unsaved edits, published as they are shown</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>filtered: only the rows shown are published</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>That of the layers</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The website's own form would not accept this title (it knows letters, digits, spaces and - . _ ~ ! $ &amp; ' ( ) * + , ; : @). It can be published all the same.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Tick at least one layer.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Give the datasheet a title.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>A layer cannot be published as it is: see its remark above.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Sign in to publish.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Join “Découverte” on the website to publish.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Waiting for the platform's answer.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>You lack the right to publish in this datastore.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Sign in with your cartes.gouv.fr account to publish your layers.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Finish signing in on the page that opened in your browser.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Your session has ended. Sign in again; your publications go on from where they are.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>You have not joined “Découverte”, the platform's sandbox, yet. Open it once on the website: this page notices by itself.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Connecting…</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Découverte</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>{used} of {allowed} used</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Sign out</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Refresh</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Options…</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Copy the report</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Delete…</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Publish on cartes.gouv.fr…</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Publications on cartes.gouv.fr</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Publishing on cartes.gouv.fr</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>cartes.gouv.fr</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>“{title}” is published.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>“{title}” could not be published. {reason}</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Details</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>{size}/s</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>{seconds} s</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>{minutes} min {seconds} s</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>{hours} h {minutes} min</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>number of rows unknown</source>
        <translation type="unfinished" />
    </message>
    <message numerus="yes">
        <source>%n row(s)</source>
        <translation type="unfinished">
            <numerusform />
        </translation>
    </message>
    <message numerus="yes">
        <source>%n layer(s)</source>
        <translation type="unfinished">
            <numerusform />
        </translation>
    </message>
    <message>
        <source>Publish layers on cartes.gouv.fr</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Exports the layers to one GeoPackage, delivers it to cartes.gouv.fr, follows the checks and the integration, and opens the services asked for. Everything that is published belongs to the datasheet with the given title, which is created if need be.

Without a window, set CARTES_GOUV_ACCESS_TOKEN to an access token. Cancelling keeps what the platform has: “Resume publications” goes on from there.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The datasheet needs a title, {limit} characters at most.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The producer's name has 2 to 99 characters.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The year of production cannot be in the future.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Layers to publish</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Title of the datasheet, new or existing</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Identifier of the datastore (empty: the “Découverte” sandbox)</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Technical name (empty: the layer's name and today's date)</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Projection of the delivery (empty: that of the layers)</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Producer of the data</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Year of production</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Services to open</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Wait until everything is published</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Export layers for cartes.gouv.fr</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Writes the layers to one GeoPackage, one table for each, just as QGIS shows them: filters, unsaved edits, joined and virtual fields included. Names, geometries and projections are brought to the form that the platform takes; the report tells what was changed. Nothing is sent.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>GeoPackage</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Report (JSON)</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Publication</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Delivery</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Stored data</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Services (JSON)</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Page of the datasheet</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>You are not signed in. Click “Sign in” to go on.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The sign-in was cancelled. Click “Sign in” to start again.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The browser did not come back in time. Click “Sign in” and finish on the page that opens; if no page opens, check the default browser of this computer.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The server refused the sign-in. Try again; if it goes on, check the client identifier, and the client secret that the server may ask for, in the options.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Another program uses port {subject}, on which the browser has to answer. Close that program (often another QGIS that is signing in), or choose another port in the options.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The sign-in server {subject} does not answer. Check the connection, and the proxy in the options of QGIS.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The master password of QGIS was not given, so QGIS cannot open the place where it keeps your session. Click “Sign in” and give it; it is asked once per session.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The authentication system of QGIS is off on this computer: {subject} Ask your administrator, or sign in with another profile.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>QGIS could not store the sign-in in its authentication database. Check that the profile folder can be written: {subject}</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The authentication configuration “{subject}” chosen in the options is not in this profile. Choose another one.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>A sign-in is under way. Finish it in the browser, or cancel it.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The session is closed here, but its file could not be deleted. Delete it by hand: {subject}</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The authentication configuration “{subject}” does not give the access that the platform asks for (a header named Authorization). Choose another one in the options.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>“{text}” is not a port: a number from 1024 to 65535 is needed.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>“{address}” is not the address of a server: https://… is needed.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The address must name the server only: no user name, no “?”, no “#”.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Your access would travel unprotected to “{host}”: http is for this machine only, use https.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>No layer is chosen. Choose at least one vector layer.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>“{layer}” is not a vector layer. Only vector layers can be published.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The source of “{layer}” cannot be found any more. Repair the layer's data source in QGIS.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>“{layer}” is a table without geometry. The platform's services need a geometry.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The package would weigh {size} MB; the platform takes at most {limit} MB. Choose fewer layers or filter them.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>“{file}” stayed beside the package: another program is using it. Close it and try again.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The package was damaged while it was written: {details}.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>“{layer}” has {expected} rows but {found} reached the package. Nothing is sent; try again, or save the layer to a new file first.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>“{layer}” is not in {crs} in the package. Nothing is sent.</source>
        <translation type="unfinished" />
    </message>
</context><context>
    <name>DetailPage</name>
    <message>
        <source>Back to the list</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Back to the list (Escape)</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Report of the platform</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Stages and checks</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Stages</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Stage</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Time</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Services</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Service</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Timeline</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>When</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>What</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>&amp;Add to the project</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>&amp;Resume</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>&amp;Stop</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Open on the &amp;website</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>More actions</source>
        <translation type="unfinished" />
    </message>
</context><context>
    <name>ListPage</name>
    <message>
        <source>&amp;Publish layers…</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Publish the layers that are selected in the layer tree</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Search</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Search among the publications</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Nothing is published yet. Select layers in the layer tree, then press “Publish layers…”, or drop layers here.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Publications</source>
        <translation type="unfinished" />
    </message>
</context><context>
    <name>PublishPage</name>
    <message>
        <source>Back to the list</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Back to the list (Escape)</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Publish layers</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>&amp;Datasheet</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>A new title, or one of your datasheets to add to</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>&amp;Layers</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Layers to publish</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Layer</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Geometry</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Projection</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Rows</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Services to open</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>More</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>&amp;Technical name</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Pro&amp;jection</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>P&amp;roducer</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>&amp;Year of production</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Selected &amp;features only</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>&amp;Publish</source>
        <translation type="unfinished" />
    </message>
</context></TS>
