<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US" sourcelanguage="en">
    <context>
    <name>AccountBar</name>
    <message>
        <source>Sign &amp;in</source>
        <translation>Sign &amp;in</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>&amp;Cancel</translation>
    </message>
    <message>
        <source>Datastore</source>
        <translation>Datastore</translation>
    </message>
    <message>
        <source>Datastore to publish in</source>
        <translation>Datastore to publish in</translation>
    </message>
    <message>
        <source>Account and options</source>
        <translation>Account and options</translation>
    </message>
    <message>
        <source>&amp;Join “Découverte” on the website</source>
        <translation>&amp;Join “Découverte” on the website</translation>
    </message>
    <message>
        <source>Space used in the datastore</source>
        <translation>Space used in the datastore</translation>
    </message>
</context><context>
    <name>CartesGouv</name>
    <message>
        <source>cartes.gouv.fr</source>
        <translation>cartes.gouv.fr</translation>
    </message>
    <message>
        <source>Publish on cartes.gouv.fr…</source>
        <translation>Publish on cartes.gouv.fr…</translation>
    </message>
    <message>
        <source>Publications on cartes.gouv.fr</source>
        <translation>Publications on cartes.gouv.fr</translation>
    </message>
    <message>
        <source>Publishing on cartes.gouv.fr</source>
        <translation>Publishing on cartes.gouv.fr</translation>
    </message>
    <message>
        <source>My datasheets on cartes.gouv.fr</source>
        <translation>My datasheets on cartes.gouv.fr</translation>
    </message>
    <message>
        <source>Open on the website</source>
        <translation>Open on the website</translation>
    </message>
    <message>
        <source>Show in the dock</source>
        <translation>Show in the dock</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>Sign in</translation>
    </message>
    <message>
        <source>Copy the address</source>
        <translation>Copy the address</translation>
    </message>
    <message>
        <source>Copy the GetCapabilities address</source>
        <translation>Copy the GetCapabilities address</translation>
    </message>
    <message>
        <source>The layer “{what}” is not in the projection that was announced: publish it in its own, or in the one of the other layers.</source>
        <translation>The layer “{what}” is not in the projection that was announced: publish it in its own, or in the one of the other layers.</translation>
    </message>
    <message>
        <source>The platform does not take the name of the table “{what}”: rename the layer.</source>
        <translation>The platform does not take the name of the table “{what}”: rename the layer.</translation>
    </message>
    <message>
        <source>“{what}” is no vector layer: leave it out.</source>
        <translation>“{what}” is no vector layer: leave it out.</translation>
    </message>
    <message>
        <source>Two layers have become the table “{what}”: rename one of them.</source>
        <translation>Two layers have become the table “{what}”: rename one of them.</translation>
    </message>
    <message>
        <source>The platform does not know the projection {what}: choose another.</source>
        <translation>The platform does not know the projection {what}: choose another.</translation>
    </message>
    <message>
        <source>The layer “{what}” has no projection: set it in its properties, then send it again.</source>
        <translation>The layer “{what}” has no projection: set it in its properties, then send it again.</translation>
    </message>
    <message>
        <source>The layer “{what}” holds texts that cannot be read: correct the encoding in its properties.</source>
        <translation>The layer “{what}” holds texts that cannot be read: correct the encoding in its properties.</translation>
    </message>
    <message>
        <source>The layer “{what}” has no row: leave it out, or fill it.</source>
        <translation>The layer “{what}” has no row: leave it out, or fill it.</translation>
    </message>
    <message>
        <source>No row of the layer “{what}” has a geometry: leave it out.</source>
        <translation>No row of the layer “{what}” has a geometry: leave it out.</translation>
    </message>
    <message>
        <source>Geometries were refused: repair them in QGIS (Fix geometries), then send them again.</source>
        <translation>Geometries were refused: repair them in QGIS (Fix geometries), then send them again.</translation>
    </message>
    <message>
        <source>The file was damaged on its way: send it again, nothing has to be changed.</source>
        <translation>The file was damaged on its way: send it again, nothing has to be changed.</translation>
    </message>
    <message>
        <source>The platform could not read the file: prepare it again from its layers.</source>
        <translation>The platform could not read the file: prepare it again from its layers.</translation>
    </message>
    <message>
        <source>The file “{what}” is empty.</source>
        <translation>The file “{what}” is empty.</translation>
    </message>
    <message>
        <source>The file holds no vector layer.</source>
        <translation>The file holds no vector layer.</translation>
    </message>
    <message>
        <source>The platform lacked room: delete datasheets, then try again.</source>
        <translation>The platform lacked room: delete datasheets, then try again.</translation>
    </message>
    <message>
        <source>Flora and fauna</source>
        <translation>Flora and fauna</translation>
    </message>
    <message>
        <source>Boundaries</source>
        <translation>Boundaries</translation>
    </message>
    <message>
        <source>Climate, weather, atmosphere</source>
        <translation>Climate, weather, atmosphere</translation>
    </message>
    <message>
        <source>Economy</source>
        <translation>Economy</translation>
    </message>
    <message>
        <source>Elevation</source>
        <translation>Elevation</translation>
    </message>
    <message>
        <source>Environment</source>
        <translation>Environment</translation>
    </message>
    <message>
        <source>Farming</source>
        <translation>Farming</translation>
    </message>
    <message>
        <source>Geoscientific information</source>
        <translation>Geoscientific information</translation>
    </message>
    <message>
        <source>Health</source>
        <translation>Health</translation>
    </message>
    <message>
        <source>Imagery, base maps, land cover</source>
        <translation>Imagery, base maps, land cover</translation>
    </message>
    <message>
        <source>Intelligence and military</source>
        <translation>Intelligence and military</translation>
    </message>
    <message>
        <source>Inland waters</source>
        <translation>Inland waters</translation>
    </message>
    <message>
        <source>Location</source>
        <translation>Location</translation>
    </message>
    <message>
        <source>Oceans</source>
        <translation>Oceans</translation>
    </message>
    <message>
        <source>Planning and cadastre</source>
        <translation>Planning and cadastre</translation>
    </message>
    <message>
        <source>Society</source>
        <translation>Society</translation>
    </message>
    <message>
        <source>Structures</source>
        <translation>Structures</translation>
    </message>
    <message>
        <source>Transportation</source>
        <translation>Transportation</translation>
    </message>
    <message>
        <source>Utilities and communication</source>
        <translation>Utilities and communication</translation>
    </message>
    <message>
        <source>By name</source>
        <translation>By name</translation>
    </message>
    <message>
        <source>Latest first</source>
        <translation>Latest first</translation>
    </message>
    <message>
        <source>By state</source>
        <translation>By state</translation>
    </message>
    <message numerus="yes">
        <source>Published (%n service(s))</source>
        <translation>
            <numerusform>Published (%n service)</numerusform>
            <numerusform>Published (%n services)</numerusform>
        </translation>
    </message>
    <message>
        <source>Not published</source>
        <translation>Not published</translation>
    </message>
    <message>
        <source>To resume: the delivery is unfinished</source>
        <translation>To resume: the delivery is unfinished</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Failed</translation>
    </message>
    <message>
        <source>State being asked…</source>
        <translation>State being asked…</translation>
    </message>
    <message>
        <source>{state} · {owner}, read-only</source>
        <translation>{state} · {owner}, read-only</translation>
    </message>
    <message>
        <source>{state} · somebody else's, read-only</source>
        <translation>{state} · somebody else's, read-only</translation>
    </message>
    <message>
        <source>{reason} This is the list of {moment}.</source>
        <translation>{reason} This is the list of {moment}.</translation>
    </message>
    <message>
        <source>Listing the datasheets…</source>
        <translation>Listing the datasheets…</translation>
    </message>
    <message>
        <source>None of the datasheets is yours yet. “Everybody's” shows those of others.</source>
        <translation>None of the datasheets is yours yet. “Everybody's” shows those of others.</translation>
    </message>
    <message>
        <source>No datasheet has these words in its title.</source>
        <translation>No datasheet has these words in its title.</translation>
    </message>
    <message>
        <source>the data, to query and download</source>
        <translation>the data, to query and download</translation>
    </message>
    <message>
        <source>images in the layers' style</source>
        <translation>images in the layers' style</translation>
    </message>
    <message>
        <source>vector tiles, fast on the web</source>
        <translation>vector tiles, fast on the web</translation>
    </message>
    <message>
        <source>Options of the WFS</source>
        <translation>Options of the WFS</translation>
    </message>
    <message>
        <source>Options of the WMS-Vector</source>
        <translation>Options of the WMS-Vector</translation>
    </message>
    <message>
        <source>Options of the TMS</source>
        <translation>Options of the TMS</translation>
    </message>
    <message>
        <source>Are not looked for</source>
        <translation>Are not looked for</translation>
    </message>
    <message>
        <source>Are counted first</source>
        <translation>Are counted first</translation>
    </message>
    <message>
        <source>Are repaired</source>
        <translation>Are repaired</translation>
    </message>
    <message>
        <source>Another one…</source>
        <translation>Another one…</translation>
    </message>
    <message>
        <source>Everybody</source>
        <translation>Everybody</translation>
    </message>
    <message>
        <source>The members of this datastore</source>
        <translation>The members of this datastore</translation>
    </message>
    <message>
        <source>“Découverte” only has services that are open to everybody.</source>
        <translation>“Découverte” only has services that are open to everybody.</translation>
    </message>
    <message>
        <source>This datastore has no restricted access point for this service.</source>
        <translation>This datastore has no restricted access point for this service.</translation>
    </message>
    <message>
        <source>As QGIS shows the layers now</source>
        <translation>As QGIS shows the layers now</translation>
    </message>
    <message>
        <source>None: a plain symbol</source>
        <translation>None: a plain symbol</translation>
    </message>
    <message>
        <source>None: readers choose their own</source>
        <translation>None: readers choose their own</translation>
    </message>
    <message>
        <source>SLD, for any software</source>
        <translation>SLD, for any software</translation>
    </message>
    <message>
        <source>QML, whole, for QGIS only</source>
        <translation>QML, whole, for QGIS only</translation>
    </message>
    <message>
        <source>A technical name begins with “{prefix}.”, and has letters without accents, digits, “_”, “-” and “.” only.</source>
        <translation>A technical name begins with “{prefix}.”, and has letters without accents, digits, “_”, “-” and “.” only.</translation>
    </message>
    <message>
        <source>A technical name begins with a letter or “_”, and has letters without accents, digits, “_”, “-” and “.” only.</source>
        <translation>A technical name begins with a letter or “_”, and has letters without accents, digits, “_”, “-” and “.” only.</translation>
    </message>
    <message>
        <source>This name is taken: “{name}” will be used.</source>
        <translation>This name is taken: “{name}” will be used.</translation>
    </message>
    <message>
        <source>Correct the technical name of the {service} service.</source>
        <translation>Correct the technical name of the {service} service.</translation>
    </message>
    <message>
        <source>The last zoom level of the tiles comes before the first one.</source>
        <translation>The last zoom level of the tiles comes before the first one.</translation>
    </message>
    <message>
        <source>Simplify mixed data</source>
        <translation>Simplify mixed data</translation>
    </message>
    <message>
        <source>Outlines lose the points nobody can see; every object stays.</source>
        <translation>Outlines lose the points nobody can see; every object stays.</translation>
    </message>
    <message>
        <source>Simplify a network</source>
        <translation>Simplify a network</translation>
    </message>
    <message>
        <source>Lines are simplified between crossings; crossings do not move: roads and rivers stay connected.</source>
        <translation>Lines are simplified between crossings; crossings do not move: roads and rivers stay connected.</translation>
    </message>
    <message>
        <source>Simplify other lines</source>
        <translation>Simplify other lines</translation>
    </message>
    <message>
        <source>Lines are simplified, and the smallest leave the tiles that are too full.</source>
        <translation>Lines are simplified, and the smallest leave the tiles that are too full.</translation>
    </message>
    <message>
        <source>Schematic areas</source>
        <translation>Schematic areas</translation>
    </message>
    <message>
        <source>Outlines follow a coarse grid at small scales, for a map read at a glance.</source>
        <translation>Outlines follow a coarse grid at small scales, for a map read at a glance.</translation>
    </message>
    <message>
        <source>Select areas (3 attributes at most)</source>
        <translation>Select areas (3 attributes at most)</translation>
    </message>
    <message>
        <source>Neighbours with the same attributes are merged; the densest and the smallest areas leave full tiles.</source>
        <translation>Neighbours with the same attributes are merged; the densest and the smallest areas leave full tiles.</translation>
    </message>
    <message>
        <source>Merge areas by attributes (3 at most)</source>
        <translation>Merge areas by attributes (3 at most)</translation>
    </message>
    <message>
        <source>Neighbours with the same attributes become one area; the smallest leave full tiles.</source>
        <translation>Neighbours with the same attributes become one area; the smallest leave full tiles.</translation>
    </message>
    <message>
        <source>Keep shared borders</source>
        <translation>Keep shared borders</translation>
    </message>
    <message>
        <source>Areas that touch are simplified together: no gap and no overlap between neighbours.</source>
        <translation>Areas that touch are simplified together: no gap and no overlap between neighbours.</translation>
    </message>
    <message>
        <source>Keep {limit} attributes at most: with more of them, no two neighbours are alike.</source>
        <translation>Keep {limit} attributes at most: with more of them, no two neighbours are alike.</translation>
    </message>
    <message>
        <source>Suggested from the layer's extent, density and scale limits.</source>
        <translation>Suggested from the layer's extent, density and scale limits.</translation>
    </message>
    <message>
        <source>Suggested once the rows of the layer are counted.</source>
        <translation>Suggested once the rows of the layer are counted.</translation>
    </message>
    <message>
        <source>All of the data.</source>
        <translation>All of the data.</translation>
    </message>
    <message>
        <source>Sample: from {west}° to {east}° of longitude, {south}° to {north}° of latitude.</source>
        <translation>Sample: from {west}° to {east}° of longitude, {south}° to {north}° of latitude.</translation>
    </message>
    <message>
        <source>This rectangle is not an area of the earth: draw another one.</source>
        <translation>This rectangle is not an area of the earth: draw another one.</translation>
    </message>
    <message>
        <source>Without a producer and a contact e-mail, no metadata record is written; the website's editor can do it later.</source>
        <translation>Without a producer and a contact e-mail, no metadata record is written; the website's editor can do it later.</translation>
    </message>
    <message>
        <source>This contact does not look like an e-mail address.</source>
        <translation>This contact does not look like an e-mail address.</translation>
    </message>
    <message>
        <source>The website's form wants 2 to 99 characters for the producer.</source>
        <translation>The website's form wants 2 to 99 characters for the producer.</translation>
    </message>
    <message>
        <source>{email} will be shown to everybody in the catalogue.</source>
        <translation>{email} will be shown to everybody in the catalogue.</translation>
    </message>
    <message>
        <source>Location, if nothing is ticked</source>
        <translation>Location, if nothing is ticked</translation>
    </message>
    <message>
        <source>The layers are added to your datasheet “{title}”.</source>
        <translation>The layers are added to your datasheet “{title}”.</translation>
    </message>
    <message>
        <source>About {size} to send, {time} in all</source>
        <translation>About {size} to send, {time} in all</translation>
    </message>
    <message>
        <source>The layers are being read…</source>
        <translation>The layers are being read…</translation>
    </message>
    <message>
        <source>edits</source>
        <translation>edits</translation>
    </message>
    <message>
        <source>filter</source>
        <translation>filter</translation>
    </message>
    <message>
        <source>Asking the platform…</source>
        <translation>Asking the platform…</translation>
    </message>
    <message>
        <source>Nothing is served yet: it comes at the end of the publication.</source>
        <translation>Nothing is served yet: it comes at the end of the publication.</translation>
    </message>
    <message>
        <source>This datasheet has no service.</source>
        <translation>This datasheet has no service.</translation>
    </message>
    <message>
        <source>This datasheet is somebody else's: it can be looked at and used.</source>
        <translation>This datasheet is somebody else's: it can be looked at and used.</translation>
    </message>
    <message>
        <source>being opened</source>
        <translation>being opened</translation>
    </message>
    <message>
        <source>being changed</source>
        <translation>being changed</translation>
    </message>
    <message>
        <source>being closed</source>
        <translation>being closed</translation>
    </message>
    <message>
        <source>out of order</source>
        <translation>out of order</translation>
    </message>
    <message>
        <source>[{state}] {title}</source>
        <translation>[{state}] {title}</translation>
    </message>
    <message>
        <source>The texts of a service of “{title}” are changed.</source>
        <translation>The texts of a service of “{title}” are changed.</translation>
    </message>
    <message>
        <source>A service of “{title}” has its new look.</source>
        <translation>A service of “{title}” has its new look.</translation>
    </message>
    <message>
        <source>A service of “{title}” has another default style.</source>
        <translation>A service of “{title}” has another default style.</translation>
    </message>
    <message>
        <source>A style of a service of “{title}” is removed.</source>
        <translation>A style of a service of “{title}” is removed.</translation>
    </message>
    <message>
        <source>A service of “{title}” is closed; the data is still there.</source>
        <translation>A service of “{title}” is closed; the data is still there.</translation>
    </message>
    <message>
        <source>“{title}” has its new picture.</source>
        <translation>“{title}” has its new picture.</translation>
    </message>
    <message>
        <source>“{title}” has one more document.</source>
        <translation>“{title}” has one more document.</translation>
    </message>
    <message>
        <source>A document of “{title}” is removed.</source>
        <translation>A document of “{title}” is removed.</translation>
    </message>
    <message>
        <source>Show its services and metadata</source>
        <translation>Show its services and metadata</translation>
    </message>
    <message>
        <source>Add this ser&amp;vice</source>
        <translation>Add this ser&amp;vice</translation>
    </message>
    <message>
        <source>&amp;Compare with</source>
        <translation>&amp;Compare with</translation>
    </message>
    <message>
        <source>&amp;Links</source>
        <translation>&amp;Links</translation>
    </message>
    <message>
        <source>Copy the &amp;GetCapabilities address</source>
        <translation>Copy the &amp;GetCapabilities address</translation>
    </message>
    <message>
        <source>Copy the address of the tiles' description</source>
        <translation>Copy the address of the tiles' description</translation>
    </message>
    <message>
        <source>Copy the &amp;address</source>
        <translation>Copy the &amp;address</translation>
    </message>
    <message>
        <source>Copy the address of the &amp;page on cartes.gouv.fr</source>
        <translation>Copy the address of the &amp;page on cartes.gouv.fr</translation>
    </message>
    <message>
        <source>&amp;Open the page on cartes.gouv.fr</source>
        <translation>&amp;Open the page on cartes.gouv.fr</translation>
    </message>
    <message>
        <source>&amp;Texts…</source>
        <translation>&amp;Texts…</translation>
    </message>
    <message>
        <source>St&amp;yles…</source>
        <translation>St&amp;yles…</translation>
    </message>
    <message>
        <source>&amp;Unpublish…</source>
        <translation>&amp;Unpublish…</translation>
    </message>
    <message>
        <source>The project has no vector layer</source>
        <translation>The project has no vector layer</translation>
    </message>
    <message>
        <source>{style} (default)</source>
        <translation>{style} (default)</translation>
    </message>
    <message>
        <source>QGIS style</source>
        <translation>QGIS style</translation>
    </message>
    <message>
        <source>Unchanged</source>
        <translation>Unchanged</translation>
    </message>
    <message>
        <source>No longer there</source>
        <translation>No longer there</translation>
    </message>
    <message>
        <source>Choose a layer</source>
        <translation>Choose a layer</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>The service “{service}” will be closed: nobody will be able to use its address any more. The data stays, and a service can be made from it again.</source>
        <translation>The service “{service}” will be closed: nobody will be able to use its address any more. The data stays, and a service can be made from it again.</translation>
    </message>
    <message>
        <source>Unpublish</source>
        <translation>Unpublish</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Title</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Description</translation>
    </message>
    <message>
        <source>Organisation</source>
        <translation>Organisation</translation>
    </message>
    <message>
        <source>Contact</source>
        <translation>Contact</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>Created</translation>
    </message>
    <message>
        <source>Record updated</source>
        <translation>Record updated</translation>
    </message>
    <message>
        <source>Extent</source>
        <translation>Extent</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>Licence</translation>
    </message>
    <message>
        <source>Keywords</source>
        <translation>Keywords</translation>
    </message>
    <message>
        <source>longitude {west}° to {east}°, latitude {south}° to {north}°</source>
        <translation>longitude {west}° to {east}°, latitude {south}° to {north}°</translation>
    </message>
    <message>
        <source>No metadata record yet: it comes with the first service whose contacts are known.</source>
        <translation>No metadata record yet: it comes with the first service whose contacts are known.</translation>
    </message>
    <message>
        <source>No picture</source>
        <translation>No picture</translation>
    </message>
    <message>
        <source>{name} (link)</source>
        <translation>{name} (link)</translation>
    </message>
    <message>
        <source>Document to add</source>
        <translation>Document to add</translation>
    </message>
    <message>
        <source>A document has {size} at most, and must not be empty.</source>
        <translation>A document has {size} at most, and must not be empty.</translation>
    </message>
    <message>
        <source>Remove a document</source>
        <translation>Remove a document</translation>
    </message>
    <message>
        <source>Remove “{name}” from the datasheet? This cannot be undone.</source>
        <translation>Remove “{name}” from the datasheet? This cannot be undone.</translation>
    </message>
    <message>
        <source>A service shows the table “{table}”: choose a layer for it.</source>
        <translation>A service shows the table “{table}”: choose a layer for it.</translation>
    </message>
    <message>
        <source>Choose at least one layer.</source>
        <translation>Choose at least one layer.</translation>
    </message>
    <message>
        <source>Each table needs a layer of its own.</source>
        <translation>Each table needs a layer of its own.</translation>
    </message>
    <message>
        <source>Looking at what the services need of the new data…</source>
        <translation>Looking at what the services need of the new data…</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>Replace</translation>
    </message>
    <message>
        <source>Newer data for “{title}”. Its services keep their addresses and serve the old data until the new data is ready; the old data is deleted then.</source>
        <translation>Newer data for “{title}”. Its services keep their addresses and serve the old data until the new data is ready; the old data is deleted then.</translation>
    </message>
    <message>
        <source>{elapsed} of about {expected}</source>
        <translation>{elapsed} of about {expected}</translation>
    </message>
    <message>
        <source>about {time}</source>
        <translation>about {time}</translation>
    </message>
    <message>
        <source>“{title}” is added, but its style could not be read: QGIS draws it in a style of its own.</source>
        <translation>“{title}” is added, but its style could not be read: QGIS draws it in a style of its own.</translation>
    </message>
    <message>
        <source>Preparation</source>
        <translation>Preparation</translation>
    </message>
    <message>
        <source>Upload</source>
        <translation>Upload</translation>
    </message>
    <message>
        <source>Checks</source>
        <translation>Checks</translation>
    </message>
    <message>
        <source>Integration</source>
        <translation>Integration</translation>
    </message>
    <message>
        <source>Services</source>
        <translation>Services</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>waiting</translation>
    </message>
    <message>
        <source>in progress</source>
        <translation>in progress</translation>
    </message>
    <message>
        <source>done</source>
        <translation>done</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>failed</translation>
    </message>
    <message>
        <source>the platform is checking the delivery</source>
        <translation>the platform is checking the delivery</translation>
    </message>
    <message>
        <source>the platform is loading the data</source>
        <translation>the platform is loading the data</translation>
    </message>
    <message>
        <source>the platform is cutting the tiles</source>
        <translation>the platform is cutting the tiles</translation>
    </message>
    <message>
        <source>the platform is opening the service</source>
        <translation>the platform is opening the service</translation>
    </message>
    <message>
        <source>the website, or another machine, is working on this delivery</source>
        <translation>the website, or another machine, is working on this delivery</translation>
    </message>
    <message>
        <source>making sure that nobody else is working on this delivery</source>
        <translation>making sure that nobody else is working on this delivery</translation>
    </message>
    <message>
        <source>the platform answers “{word}”, a status that this version does not know</source>
        <translation>the platform answers “{word}”, a status that this version does not know</translation>
    </message>
    <message>
        <source>another file is being sent first</source>
        <translation>another file is being sent first</translation>
    </message>
    <message>
        <source>no connection; it goes on by itself</source>
        <translation>no connection; it goes on by itself</translation>
    </message>
    <message>
        <source>the platform asks for a short pause</source>
        <translation>the platform asks for a short pause</translation>
    </message>
    <message>
        <source>the platform is in trouble; it goes on by itself</source>
        <translation>the platform is in trouble; it goes on by itself</translation>
    </message>
    <message>
        <source>sign in to go on</source>
        <translation>sign in to go on</translation>
    </message>
    <message>
        <source>followed in another QGIS window</source>
        <translation>followed in another QGIS window</translation>
    </message>
    <message>
        <source>Published</source>
        <translation>Published</translation>
    </message>
    <message>
        <source>Stopped at: {stage}</source>
        <translation>Stopped at: {stage}</translation>
    </message>
    <message>
        <source>{stage} failed: {reason}</source>
        <translation>{stage} failed: {reason}</translation>
    </message>
    <message>
        <source>{stage}: {what}</source>
        <translation>{stage}: {what}</translation>
    </message>
    <message>
        <source>{done} of {total}</source>
        <translation>{done} of {total}</translation>
    </message>
    <message>
        <source>{sizes}, {rate}, {time} left</source>
        <translation>{sizes}, {rate}, {time} left</translation>
    </message>
    <message>
        <source>{percent} %</source>
        <translation>{percent} %</translation>
    </message>
    <message>
        <source>Publication asked for</source>
        <translation>Publication asked for</translation>
    </message>
    <message>
        <source>Sent to the platform</source>
        <translation>Sent to the platform</translation>
    </message>
    <message>
        <source>Stage reached</source>
        <translation>Stage reached</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Waiting</translation>
    </message>
    <message>
        <source>Trouble on the way, tried again</source>
        <translation>Trouble on the way, tried again</translation>
    </message>
    <message>
        <source>Stopped by you</source>
        <translation>Stopped by you</translation>
    </message>
    <message>
        <source>Resumed</source>
        <translation>Resumed</translation>
    </message>
    <message>
        <source>Try again. If it happens again, copy the report and send it to the plugin's authors.</source>
        <translation>Try again. If it happens again, copy the report and send it to the plugin's authors.</translation>
    </message>
    <message>
        <source>The platform cannot be reached.</source>
        <translation>The platform cannot be reached.</translation>
    </message>
    <message>
        <source>Check your connection and the proxy in QGIS's network options, then try again.</source>
        <translation>Check your connection and the proxy in QGIS's network options, then try again.</translation>
    </message>
    <message>
        <source>The platform receives too many requests.</source>
        <translation>The platform receives too many requests.</translation>
    </message>
    <message>
        <source>Wait a minute, then try again.</source>
        <translation>Wait a minute, then try again.</translation>
    </message>
    <message>
        <source>The platform has a problem of its own.</source>
        <translation>The platform has a problem of its own.</translation>
    </message>
    <message>
        <source>Nothing is lost. Try again later.</source>
        <translation>Nothing is lost. Try again later.</translation>
    </message>
    <message>
        <source>The platform's answer could not be read.</source>
        <translation>The platform's answer could not be read.</translation>
    </message>
    <message>
        <source>The platform may have changed: look for a newer version of the plugin, then try again.</source>
        <translation>The platform may have changed: look for a newer version of the plugin, then try again.</translation>
    </message>
    <message>
        <source>You are not signed in, or your session has ended.</source>
        <translation>You are not signed in, or your session has ended.</translation>
    </message>
    <message>
        <source>Sign in; the publication goes on from where it was.</source>
        <translation>Sign in; the publication goes on from where it was.</translation>
    </message>
    <message>
        <source>You lack the right to do this in this datastore.</source>
        <translation>You lack the right to do this in this datastore.</translation>
    </message>
    <message>
        <source>Ask the datastore's administrator for it. If you have just joined, wait a minute or two, then try again.</source>
        <translation>Ask the datastore's administrator for it. If you have just joined, wait a minute or two, then try again.</translation>
    </message>
    <message>
        <source>You have not joined “Découverte”, the platform's sandbox, yet.</source>
        <translation>You have not joined “Découverte”, the platform's sandbox, yet.</translation>
    </message>
    <message>
        <source>Open it once on cartes.gouv.fr with your account, wait a minute, then try again.</source>
        <translation>Open it once on cartes.gouv.fr with your account, wait a minute, then try again.</translation>
    </message>
    <message>
        <source>The datastore is full: a quota of the platform is reached.</source>
        <translation>The datastore is full: a quota of the platform is reached.</translation>
    </message>
    <message>
        <source>Delete datasheets that are no longer needed, then try again.</source>
        <translation>Delete datasheets that are no longer needed, then try again.</translation>
    </message>
    <message>
        <source>What was needed no longer exists on the platform.</source>
        <translation>What was needed no longer exists on the platform.</translation>
    </message>
    <message>
        <source>It was probably deleted elsewhere. Publish the layers again.</source>
        <translation>It was probably deleted elsewhere. Publish the layers again.</translation>
    </message>
    <message>
        <source>The name is taken, or something still uses what was to change.</source>
        <translation>The name is taken, or something still uses what was to change.</translation>
    </message>
    <message>
        <source>Choose another technical name, or try again in a moment.</source>
        <translation>Choose another technical name, or try again in a moment.</translation>
    </message>
    <message>
        <source>The platform refused the request.</source>
        <translation>The platform refused the request.</translation>
    </message>
    <message>
        <source>Correct what is listed here, then try again.</source>
        <translation>Correct what is listed here, then try again.</translation>
    </message>
    <message>
        <source>This belongs to somebody else; nothing was changed.</source>
        <translation>This belongs to somebody else; nothing was changed.</translation>
    </message>
    <message>
        <source>Only what you published yourself can be changed from QGIS.</source>
        <translation>Only what you published yourself can be changed from QGIS.</translation>
    </message>
    <message>
        <source>The layers cannot be published as they are.</source>
        <translation>The layers cannot be published as they are.</translation>
    </message>
    <message>
        <source>Correct what is listed here, then publish again.</source>
        <translation>Correct what is listed here, then publish again.</translation>
    </message>
    <message>
        <source>QGIS closed while the layers were being prepared.</source>
        <translation>QGIS closed while the layers were being prepared.</translation>
    </message>
    <message>
        <source>Press “Resume” to prepare them again.</source>
        <translation>Press “Resume” to prepare them again.</translation>
    </message>
    <message>
        <source>The platform's checks refused the data.</source>
        <translation>The platform's checks refused the data.</translation>
    </message>
    <message>
        <source>Correct the layers as the report says, then send them again to the same datasheet.</source>
        <translation>Correct the layers as the report says, then send them again to the same datasheet.</translation>
    </message>
    <message>
        <source>The platform could not load the data in its database.</source>
        <translation>The platform could not load the data in its database.</translation>
    </message>
    <message>
        <source>Read the report; correct the layers if it names them, otherwise try again.</source>
        <translation>Read the report; correct the layers if it names them, otherwise try again.</translation>
    </message>
    <message>
        <source>The data is there, but the platform could not serve it.</source>
        <translation>The data is there, but the platform could not serve it.</translation>
    </message>
    <message>
        <source>Try again; the data need not be sent a second time.</source>
        <translation>Try again; the data need not be sent a second time.</translation>
    </message>
    <message>
        <source>The datastore has no access point for this service.</source>
        <translation>The datastore has no access point for this service.</translation>
    </message>
    <message>
        <source>In “Découverte” every service is open to everybody: publish without restricted access, or to another datastore.</source>
        <translation>In “Découverte” every service is open to everybody: publish without restricted access, or to another datastore.</translation>
    </message>
    <message>
        <source>The prepared file has disappeared from this computer.</source>
        <translation>The prepared file has disappeared from this computer.</translation>
    </message>
    <message>
        <source>Press “Resume” to prepare the layers again.</source>
        <translation>Press “Resume” to prepare the layers again.</translation>
    </message>
    <message>
        <source>There is too little room on this computer's disk.</source>
        <translation>There is too little room on this computer's disk.</translation>
    </message>
    <message>
        <source>Free some space, then publish the layers again.</source>
        <translation>Free some space, then publish the layers again.</translation>
    </message>
    <message>
        <source>Repaired by itself</source>
        <translation>Repaired by itself</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>Warning</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>Refused</translation>
    </message>
    <message>
        <source>has unsaved edits, published as they are shown</source>
        <translation>has unsaved edits, published as they are shown</translation>
    </message>
    <message>
        <source>filtered: only the rows shown are published</source>
        <translation>filtered: only the rows shown are published</translation>
    </message>
    <message>
        <source>That of the layers</source>
        <translation>That of the layers</translation>
    </message>
    <message>
        <source>The website's own form would not accept this title (it knows letters, digits, spaces and - . _ ~ ! $ &amp; ' ( ) * + , ; : @). It can be published all the same.</source>
        <translation>The website's own form would not accept this title (it knows letters, digits, spaces and - . _ ~ ! $ &amp; ' ( ) * + , ; : @). It can be published all the same.</translation>
    </message>
    <message>
        <source>Tick at least one layer.</source>
        <translation>Tick at least one layer.</translation>
    </message>
    <message>
        <source>Give the datasheet a title.</source>
        <translation>Give the datasheet a title.</translation>
    </message>
    <message>
        <source>A layer cannot be published as it is: see its remark above.</source>
        <translation>A layer cannot be published as it is: see its remark above.</translation>
    </message>
    <message>
        <source>Sign in to publish.</source>
        <translation>Sign in to publish.</translation>
    </message>
    <message>
        <source>Join “Découverte” on the website to publish.</source>
        <translation>Join “Découverte” on the website to publish.</translation>
    </message>
    <message>
        <source>Waiting for the platform's answer.</source>
        <translation>Waiting for the platform's answer.</translation>
    </message>
    <message>
        <source>You lack the right to publish in this datastore.</source>
        <translation>You lack the right to publish in this datastore.</translation>
    </message>
    <message>
        <source>Where the platform publishes it</source>
        <translation>Where the platform publishes it</translation>
    </message>
    <message>
        <source>Sign in with your cartes.gouv.fr account to publish your layers.</source>
        <translation>Sign in with your cartes.gouv.fr account to publish your layers.</translation>
    </message>
    <message>
        <source>Finish signing in on the page that opened in your browser.</source>
        <translation>Finish signing in on the page that opened in your browser.</translation>
    </message>
    <message>
        <source>You have not joined “Découverte”, the platform's sandbox, yet. Open it once on the website: this page notices by itself.</source>
        <translation>You have not joined “Découverte”, the platform's sandbox, yet. Open it once on the website: this page notices by itself.</translation>
    </message>
    <message>
        <source>Connecting…</source>
        <translation>Connecting…</translation>
    </message>
    <message>
        <source>Découverte</source>
        <translation>Découverte</translation>
    </message>
    <message>
        <source>{used} of {allowed} used</source>
        <translation>{used} of {allowed} used</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>Sign out</translation>
    </message>
    <message>
        <source>Sign out here and in the browser</source>
        <translation>Sign out here and in the browser</translation>
    </message>
    <message>
        <source>Refresh</source>
        <translation>Refresh</translation>
    </message>
    <message>
        <source>Options…</source>
        <translation>Options…</translation>
    </message>
    <message>
        <source>WFS</source>
        <translation>WFS</translation>
    </message>
    <message>
        <source>WMS-Vector</source>
        <translation>WMS-Vector</translation>
    </message>
    <message>
        <source>TMS</source>
        <translation>TMS</translation>
    </message>
    <message>
        <source>Copy the report</source>
        <translation>Copy the report</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>Delete…</translation>
    </message>
    <message>
        <source>“{title}” is published.</source>
        <translation>“{title}” is published.</translation>
    </message>
    <message>
        <source>“{title}” could not be published. {reason}</source>
        <translation>“{title}” could not be published. {reason}</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Details</translation>
    </message>
    <message>
        <source>The service “{title}” does not answer. Try “Add to the project” again in a moment.</source>
        <translation>The service “{title}” does not answer. Try “Add to the project” again in a moment.</translation>
    </message>
    <message>
        <source>“{title}” is deleted.</source>
        <translation>“{title}” is deleted.</translation>
    </message>
    <message>
        <source>These will vanish from the platform with “{title}”. This cannot be undone.</source>
        <translation>These will vanish from the platform with “{title}”. This cannot be undone.</translation>
    </message>
    <message numerus="yes">
        <source>%n element(s) stay: not yours, or used elsewhere.</source>
        <translation>
            <numerusform>%n element stays: not yours, or used elsewhere.</numerusform>
            <numerusform>%n elements stay: not yours, or used elsewhere.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n delivery(ies)</source>
        <translation>
            <numerusform>%n delivery</numerusform>
            <numerusform>%n deliveries</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n stored data</source>
        <translation>
            <numerusform>%n stored data</numerusform>
            <numerusform>%n stored data</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n service(s)</source>
        <translation>
            <numerusform>%n service</numerusform>
            <numerusform>%n services</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n metadata record(s)</source>
        <translation>
            <numerusform>%n metadata record</numerusform>
            <numerusform>%n metadata records</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n document(s) and style(s)</source>
        <translation>
            <numerusform>%n document and style</numerusform>
            <numerusform>%n documents and styles</numerusform>
        </translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Delete</translation>
    </message>
    <message>
        <source>Publications</source>
        <translation>Publications</translation>
    </message>
    <message>
        <source>Datasheets</source>
        <translation>Datasheets</translation>
    </message>
    <message>
        <source>Publish layers into it…</source>
        <translation>Publish layers into it…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>Publication stopped</source>
        <translation>Publication stopped</translation>
    </message>
    <message>
        <source>“{title}” is stopped. Keep the delivery on the platform, to go on later, or delete it?</source>
        <translation>“{title}” is stopped. Keep the delivery on the platform, to go on later, or delete it?</translation>
    </message>
    <message>
        <source>Keep the delivery</source>
        <translation>Keep the delivery</translation>
    </message>
    <message>
        <source>Delete the delivery</source>
        <translation>Delete the delivery</translation>
    </message>
    <message>
        <source>Sign in to cartes.gouv.fr: a publication waits for it.</source>
        <translation>Sign in to cartes.gouv.fr: a publication waits for it.</translation>
    </message>
    <message>
        <source>The delivery “{delivery}” of the datasheet “{title}” is still open: it waits for its data.</source>
        <translation>The delivery “{delivery}” of the datasheet “{title}” is still open: it waits for its data.</translation>
    </message>
    <message>
        <source>Press “Resume” in the dock and give its layers or its file; or run “Resume publications” (cartes_gouv:resume) with LAYERS or FILE.</source>
        <translation>Press “Resume” in the dock and give its layers or its file; or run “Resume publications” (cartes_gouv:resume) with LAYERS or FILE.</translation>
    </message>
    <message numerus="yes">
        <source>%n delivery(ies) left on the website</source>
        <translation>
            <numerusform>%n delivery left on the website</numerusform>
            <numerusform>%n deliveries left on the website</numerusform>
        </translation>
    </message>
    <message>
        <source>Its data has not arrived: give its layers or its file.</source>
        <translation>Its data has not arrived: give its layers or its file.</translation>
    </message>
    <message>
        <source>The data is there; nobody has gone on with it.</source>
        <translation>The data is there; nobody has gone on with it.</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Resume</translation>
    </message>
    <message>
        <source>Resume the delivery of “{title}”</source>
        <translation>Resume the delivery of “{title}”</translation>
    </message>
    <message numerus="yes">
        <source>…and %n more</source>
        <translation>
            <numerusform>…and %n more</numerusform>
            <numerusform>…and %n more</numerusform>
        </translation>
    </message>
    <message>
        <source>Which data is to be delivered for “{title}”?</source>
        <translation>Which data is to be delivered for “{title}”?</translation>
    </message>
    <message>
        <source>The delivery is in {projection}: layers in another projection are reprojected. Whatever it holds so far is replaced.</source>
        <translation>The delivery is in {projection}: layers in another projection are reprojected. Whatever it holds so far is replaced.</translation>
    </message>
    <message>
        <source>The package is in {projection}: layers in another projection are reprojected.</source>
        <translation>The package is in {projection}: layers in another projection are reprojected.</translation>
    </message>
    <message>
        <source>{size}/s</source>
        <translation>{size}/s</translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <translation>{seconds} s</translation>
    </message>
    <message>
        <source>{minutes} min {seconds} s</source>
        <translation>{minutes} min {seconds} s</translation>
    </message>
    <message>
        <source>{hours} h {minutes} min</source>
        <translation>{hours} h {minutes} min</translation>
    </message>
    <message>
        <source>less than a minute</source>
        <translation>less than a minute</translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s)</source>
        <translation>
            <numerusform>%n minute</numerusform>
            <numerusform>%n minutes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s)</source>
        <translation>
            <numerusform>%n hour</numerusform>
            <numerusform>%n hours</numerusform>
        </translation>
    </message>
    <message>
        <source>Delete a datasheet</source>
        <translation>Delete a datasheet</translation>
    </message>
    <message>
        <source>Closes the services of a datasheet, then deletes its deliveries, stored data, metadata and documents. Only what is shown to be yours is deleted. This cannot be undone: the name has to be given twice.</source>
        <translation>Closes the services of a datasheet, then deletes its deliveries, stored data, metadata and documents. Only what is shown to be yours is deleted. This cannot be undone: the name has to be given twice.</translation>
    </message>
    <message>
        <source>Title of the datasheet to delete</source>
        <translation>Title of the datasheet to delete</translation>
    </message>
    <message>
        <source>The same title again, to confirm</source>
        <translation>The same title again, to confirm</translation>
    </message>
    <message>
        <source>Number of deleted entities</source>
        <translation>Number of deleted entities</translation>
    </message>
    <message>
        <source>The two titles differ: nothing was deleted.</source>
        <translation>The two titles differ: nothing was deleted.</translation>
    </message>
    <message>
        <source>Kept, as it is not yours or is used elsewhere: {what}</source>
        <translation>Kept, as it is not yours or is used elsewhere: {what}</translation>
    </message>
    <message>
        <source>Replace the data of a datasheet</source>
        <translation>Replace the data of a datasheet</translation>
    </message>
    <message>
        <source>Publishes layers in the place of the data of a datasheet. Its services keep their addresses and turn to the new data without a gap; the old data is deleted once they all serve the new. The layers need the same names as before.</source>
        <translation>Publishes layers in the place of the data of a datasheet. Its services keep their addresses and turn to the new data without a gap; the old data is deleted once they all serve the new. The layers need the same names as before.</translation>
    </message>
    <message>
        <source>Stored data</source>
        <translation>Stored data</translation>
    </message>
    <message>
        <source>“{file}” is neither a .gpkg nor a .zip file.</source>
        <translation>“{file}” is neither a .gpkg nor a .zip file.</translation>
    </message>
    <message>
        <source>Publish layers on cartes.gouv.fr</source>
        <translation>Publish layers on cartes.gouv.fr</translation>
    </message>
    <message>
        <source>Exports the layers to one GeoPackage, delivers it to cartes.gouv.fr, follows the checks and the integration, and opens the services asked for. Everything that is published belongs to the datasheet with the given title, which is created if need be.

Without a window, set CARTES_GOUV_ACCESS_TOKEN to an access token. Cancelling keeps what the platform has: “Resume publications” goes on from there.</source>
        <translation>Exports the layers to one GeoPackage, delivers it to cartes.gouv.fr, follows the checks and the integration, and opens the services asked for. Everything that is published belongs to the datasheet with the given title, which is created if need be.

Without a window, set CARTES_GOUV_ACCESS_TOKEN to an access token. Cancelling keeps what the platform has: “Resume publications” goes on from there.</translation>
    </message>
    <message>
        <source>The datasheet needs a title, {limit} characters at most.</source>
        <translation>The datasheet needs a title, {limit} characters at most.</translation>
    </message>
    <message>
        <source>The producer's name has 2 to 99 characters.</source>
        <translation>The producer's name has 2 to 99 characters.</translation>
    </message>
    <message>
        <source>The year of production cannot be in the future.</source>
        <translation>The year of production cannot be in the future.</translation>
    </message>
    <message>
        <source>No layer has the attributes asked for in tiles: {names}.</source>
        <translation>No layer has the attributes asked for in tiles: {names}.</translation>
    </message>
    <message>
        <source>Example models</source>
        <translation>Example models</translation>
    </message>
    <message>
        <source>Filter, repair, reproject and publish a layer</source>
        <translation>Filter, repair, reproject and publish a layer</translation>
    </message>
    <message>
        <source>Keeps the features that the expression chooses, repairs their geometries, brings them to one projection, gives the layer its name and publishes it. An example: open its file, clean_and_publish.model3, in the modeler, and make your own from it.</source>
        <translation>Keeps the features that the expression chooses, repairs their geometries, brings them to one projection, gives the layer its name and publishes it. An example: open its file, clean_and_publish.model3, in the modeler, and make your own from it.</translation>
    </message>
    <message>
        <source>Filter, repair, reproject and replace the data of a datasheet</source>
        <translation>Filter, repair, reproject and replace the data of a datasheet</translation>
    </message>
    <message>
        <source>Prepares a layer as “Filter, repair, reproject and publish a layer” does, and puts it in the place of the data of a datasheet, whose services keep their addresses. Give the layer the name that it was published with. An example: open its file, clean_and_replace.model3, in the modeler.</source>
        <translation>Prepares a layer as “Filter, repair, reproject and publish a layer” does, and puts it in the place of the data of a datasheet, whose services keep their addresses. Give the layer the name that it was published with. An example: open its file, clean_and_replace.model3, in the modeler.</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>Layer</translation>
    </message>
    <message>
        <source>Features to keep (an expression; empty: all)</source>
        <translation>Features to keep (an expression; empty: all)</translation>
    </message>
    <message>
        <source>Projection</source>
        <translation>Projection</translation>
    </message>
    <message>
        <source>Name of the published layer</source>
        <translation>Name of the published layer</translation>
    </message>
    <message>
        <source>Layers to publish</source>
        <translation>Layers to publish</translation>
    </message>
    <message>
        <source>Title of the datasheet, new or existing</source>
        <translation>Title of the datasheet, new or existing</translation>
    </message>
    <message>
        <source>Identifier of the datastore (empty: the “Découverte” sandbox)</source>
        <translation>Identifier of the datastore (empty: the “Découverte” sandbox)</translation>
    </message>
    <message>
        <source>Technical name (empty: the layer's name and today's date)</source>
        <translation>Technical name (empty: the layer's name and today's date)</translation>
    </message>
    <message>
        <source>Projection of the delivery (empty: that of the layers)</source>
        <translation>Projection of the delivery (empty: that of the layers)</translation>
    </message>
    <message>
        <source>Producer of the data</source>
        <translation>Producer of the data</translation>
    </message>
    <message>
        <source>Year of production</source>
        <translation>Year of production</translation>
    </message>
    <message>
        <source>Services to open</source>
        <translation>Services to open</translation>
    </message>
    <message>
        <source>Wait until everything is published</source>
        <translation>Wait until everything is published</translation>
    </message>
    <message>
        <source>Export layers for cartes.gouv.fr</source>
        <translation>Export layers for cartes.gouv.fr</translation>
    </message>
    <message>
        <source>Writes the layers to one GeoPackage, one table for each, just as QGIS shows them: filters, unsaved edits, joined and virtual fields included. Names, geometries and projections are brought to the form that the platform takes; the report tells what was changed. Nothing is sent.</source>
        <translation>Writes the layers to one GeoPackage, one table for each, just as QGIS shows them: filters, unsaved edits, joined and virtual fields included. Names, geometries and projections are brought to the form that the platform takes; the report tells what was changed. Nothing is sent.</translation>
    </message>
    <message>
        <source>GeoPackage</source>
        <translation>GeoPackage</translation>
    </message>
    <message>
        <source>Report (JSON)</source>
        <translation>Report (JSON)</translation>
    </message>
    <message>
        <source>Publication</source>
        <translation>Publication</translation>
    </message>
    <message>
        <source>Delivery</source>
        <translation>Delivery</translation>
    </message>
    <message>
        <source>Services (JSON)</source>
        <translation>Services (JSON)</translation>
    </message>
    <message>
        <source>Page of the datasheet</source>
        <translation>Page of the datasheet</translation>
    </message>
    <message>
        <source>List datasheets</source>
        <translation>List datasheets</translation>
    </message>
    <message>
        <source>Lists the datasheets of a datastore as JSON: name, number of published services, identifiers of what they hold, page on the website. A datasheet is yours when something in it is shown to have been made by you.</source>
        <translation>Lists the datasheets of a datastore as JSON: name, number of published services, identifiers of what they hold, page on the website. A datasheet is yours when something in it is shown to have been made by you.</translation>
    </message>
    <message>
        <source>Mine only</source>
        <translation>Mine only</translation>
    </message>
    <message>
        <source>Datasheets (JSON)</source>
        <translation>Datasheets (JSON)</translation>
    </message>
    <message>
        <source>Zoom levels of tiles: “6-14”, or “layer: 6-14, other: 8-16” (empty: suggested)</source>
        <translation>Zoom levels of tiles: “6-14”, or “layer: 6-14, other: 8-16” (empty: suggested)</translation>
    </message>
    <message>
        <source>Attributes of tiles, separated by commas (empty: all)</source>
        <translation>Attributes of tiles, separated by commas (empty: all)</translation>
    </message>
    <message>
        <source>Generalisation of tiles</source>
        <translation>Generalisation of tiles</translation>
    </message>
    <message>
        <source>Sample: tiles of this area only (empty: all of the data)</source>
        <translation>Sample: tiles of this area only (empty: all of the data)</translation>
    </message>
    <message>
        <source>Services for the members of the datastore only</source>
        <translation>Services for the members of the datastore only</translation>
    </message>
    <message>
        <source>Contact e-mail, shown to everybody in the catalogue (empty: the account's)</source>
        <translation>Contact e-mail, shown to everybody in the catalogue (empty: the account's)</translation>
    </message>
    <message>
        <source>Themes, ISO 19115 (empty: suggested from the names)</source>
        <translation>Themes, ISO 19115 (empty: suggested from the names)</translation>
    </message>
    <message>
        <source>“{text}” are not zoom levels: two numbers from 0 to {deepest} are needed, such as “6-14”.</source>
        <translation>“{text}” are not zoom levels: two numbers from 0 to {deepest} are needed, such as “6-14”.</translation>
    </message>
    <message>
        <source>The sample's extent is not an area of the earth.</source>
        <translation>The sample's extent is not an area of the earth.</translation>
    </message>
    <message>
        <source>“{text}” is not an e-mail address.</source>
        <translation>“{text}” is not an e-mail address.</translation>
    </message>
    <message>
        <source>Selected features only</source>
        <translation>Selected features only</translation>
    </message>
    <message>
        <source>Leave out hidden fields</source>
        <translation>Leave out hidden fields</translation>
    </message>
    <message>
        <source>Invalid geometries</source>
        <translation>Invalid geometries</translation>
    </message>
    <message>
        <source>The platform has the data already: the layers are not used.</source>
        <translation>The platform has the data already: the layers are not used.</translation>
    </message>
    <message>
        <source>The services have no metadata record: {reason}</source>
        <translation>The services have no metadata record: {reason}</translation>
    </message>
    <message>
        <source>The services are open, but the platform has not kept all of their styles: {reason}</source>
        <translation>The services are open, but the platform has not kept all of their styles: {reason}</translation>
    </message>
    <message>
        <source>{trouble} The platform is asked again in {seconds} s.</source>
        <translation>{trouble} The platform is asked again in {seconds} s.</translation>
    </message>
    <message>
        <source>Resume publications</source>
        <translation>Resume publications</translation>
    </message>
    <message>
        <source>Goes on with a publication of this computer, or with a delivery that the website left unfinished. With neither, everything unfinished on this computer is taken to its end; the outputs then hold one line for each publication.

A delivery that is still open waits for its data: give layers, or a .gpkg or .zip file. They are delivered in the projection of the delivery, in the place of whatever it holds so far, and the services asked for are opened in the end. A publication whose layers could not be prepared goes on in the same way.</source>
        <translation>Goes on with a publication of this computer, or with a delivery that the website left unfinished. With neither, everything unfinished on this computer is taken to its end; the outputs then hold one line for each publication.

A delivery that is still open waits for its data: give layers, or a .gpkg or .zip file. They are delivered in the projection of the delivery, in the place of whatever it holds so far, and the services asked for are opened in the end. A publication whose layers could not be prepared goes on in the same way.</translation>
    </message>
    <message>
        <source>Layers for a delivery that waits for its data</source>
        <translation>Layers for a delivery that waits for its data</translation>
    </message>
    <message>
        <source>Publication to resume</source>
        <translation>Publication to resume</translation>
    </message>
    <message>
        <source>Delivery to take over</source>
        <translation>Delivery to take over</translation>
    </message>
    <message>
        <source>File with the layers (.gpkg or .zip)</source>
        <translation>File with the layers (.gpkg or .zip)</translation>
    </message>
    <message>
        <source>Layers are given, but not the publication or the delivery that they are for.</source>
        <translation>Layers are given, but not the publication or the delivery that they are for.</translation>
    </message>
    <message>
        <source>The website left a delivery of the datasheet “{title}” unfinished; to take it over: UPLOAD={id}</source>
        <translation>The website left a delivery of the datasheet “{title}” unfinished; to take it over: UPLOAD={id}</translation>
    </message>
    <message>
        <source>This computer knows no publication “{id}”.</source>
        <translation>This computer knows no publication “{id}”.</translation>
    </message>
    <message>
        <source>The publication of “{title}” ended while its layers were being prepared. To go on, give them again: PUBLICATION={id}, with LAYERS or FILE.</source>
        <translation>The publication of “{title}” ended while its layers were being prepared. To go on, give them again: PUBLICATION={id}, with LAYERS or FILE.</translation>
    </message>
    <message>
        <source>Add the services to the project</source>
        <translation>Add the services to the project</translation>
    </message>
    <message>
        <source>“{title}” does not answer yet: it is not added.</source>
        <translation>“{title}” does not answer yet: it is not added.</translation>
    </message>
    <message>
        <source>Create a service</source>
        <translation>Create a service</translation>
    </message>
    <message>
        <source>Opens a service on stored data of yours. Tables are given by their names, separated by commas; all of them when none is given. A style file bears the name of its table: SLD for WMS-Vector, MapLibre JSON for tiles.</source>
        <translation>Opens a service on stored data of yours. Tables are given by their names, separated by commas; all of them when none is given. A style file bears the name of its table: SLD for WMS-Vector, MapLibre JSON for tiles.</translation>
    </message>
    <message>
        <source>Identifier of the stored data</source>
        <translation>Identifier of the stored data</translation>
    </message>
    <message>
        <source>Title of the service (empty: the datasheet's)</source>
        <translation>Title of the service (empty: the datasheet's)</translation>
    </message>
    <message>
        <source>Technical name (empty: a suggestion)</source>
        <translation>Technical name (empty: a suggestion)</translation>
    </message>
    <message>
        <source>Tables (empty: all of them)</source>
        <translation>Tables (empty: all of them)</translation>
    </message>
    <message>
        <source>Type of service</source>
        <translation>Type of service</translation>
    </message>
    <message>
        <source>Style files</source>
        <translation>Style files</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>Service</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Address</translation>
    </message>
    <message>
        <source>Following {name}</source>
        <translation>Following {name}</translation>
    </message>
    <message>
        <source>Sending {name}</source>
        <translation>Sending {name}</translation>
    </message>
    <message>
        <source>Preparing {name}</source>
        <translation>Preparing {name}</translation>
    </message>
    <message>
        <source>Deleting the delivery of {name}</source>
        <translation>Deleting the delivery of {name}</translation>
    </message>
    <message>
        <source>Looking for a delivery</source>
        <translation>Looking for a delivery</translation>
    </message>
    <message>
        <source>Removing a package</source>
        <translation>Removing a package</translation>
    </message>
    <message>
        <source>Looking for what a lost journal held</source>
        <translation>Looking for what a lost journal held</translation>
    </message>
    <message>
        <source>You are not signed in. Click “Sign in” to go on.</source>
        <translation>You are not signed in. Click “Sign in” to go on.</translation>
    </message>
    <message>
        <source>Your session has ended. Sign in again; your publications go on from where they are.</source>
        <translation>Your session has ended. Sign in again; your publications go on from where they are.</translation>
    </message>
    <message>
        <source>A sign-in is under way. Finish it in the browser, or cancel it.</source>
        <translation>A sign-in is under way. Finish it in the browser, or cancel it.</translation>
    </message>
    <message>
        <source>The session is closed here, but its file could not be deleted. Delete it by hand: {subject}</source>
        <translation>The session is closed here, but its file could not be deleted. Delete it by hand: {subject}</translation>
    </message>
    <message>
        <source>The sign-in was cancelled. Click “Sign in” to start again.</source>
        <translation>The sign-in was cancelled. Click “Sign in” to start again.</translation>
    </message>
    <message>
        <source>The browser did not come back in time. Click “Sign in” and finish on the page that opens; if no page opens, check the default browser of this computer.</source>
        <translation>The browser did not come back in time. Click “Sign in” and finish on the page that opens; if no page opens, check the default browser of this computer.</translation>
    </message>
    <message>
        <source>The server refused the sign-in. Try again; if it goes on, check the client identifier, and the client secret that the server may ask for, in the options.</source>
        <translation>The server refused the sign-in. Try again; if it goes on, check the client identifier, and the client secret that the server may ask for, in the options.</translation>
    </message>
    <message>
        <source>Another program uses port {subject}, on which the browser has to answer. Close that program (often another QGIS that is signing in), or choose another port in the options.</source>
        <translation>Another program uses port {subject}, on which the browser has to answer. Close that program (often another QGIS that is signing in), or choose another port in the options.</translation>
    </message>
    <message>
        <source>The sign-in server {subject} does not answer. Check the connection, and the proxy in the options of QGIS.</source>
        <translation>The sign-in server {subject} does not answer. Check the connection, and the proxy in the options of QGIS.</translation>
    </message>
    <message>
        <source>The master password of QGIS was not given, so QGIS cannot open the place where it keeps your session. Click “Sign in” and give it; it is asked once per session.</source>
        <translation>The master password of QGIS was not given, so QGIS cannot open the place where it keeps your session. Click “Sign in” and give it; it is asked once per session.</translation>
    </message>
    <message>
        <source>The authentication system of QGIS is off on this computer: {subject} Ask your administrator, or sign in with another profile.</source>
        <translation>The authentication system of QGIS is off on this computer: {subject} Ask your administrator, or sign in with another profile.</translation>
    </message>
    <message>
        <source>QGIS could not store the sign-in in its authentication database. Check that the profile folder can be written: {subject}</source>
        <translation>QGIS could not store the sign-in in its authentication database. Check that the profile folder can be written: {subject}</translation>
    </message>
    <message>
        <source>The authentication configuration “{subject}” chosen in the options is not in this profile. Choose another one.</source>
        <translation>The authentication configuration “{subject}” chosen in the options is not in this profile. Choose another one.</translation>
    </message>
    <message>
        <source>The authentication configuration “{subject}” does not give the access that the platform asks for (a header named Authorization). Choose another one in the options.</source>
        <translation>The authentication configuration “{subject}” does not give the access that the platform asks for (a header named Authorization). Choose another one in the options.</translation>
    </message>
    <message>
        <source>“{text}” is not a port: a number from 1024 to 65535 is needed.</source>
        <translation>“{text}” is not a port: a number from 1024 to 65535 is needed.</translation>
    </message>
    <message>
        <source>“{address}” is not the address of a server: https://… is needed.</source>
        <translation>“{address}” is not the address of a server: https://… is needed.</translation>
    </message>
    <message>
        <source>The address must name the server only: no user name, no “?”, no “#”.</source>
        <translation>The address must name the server only: no user name, no “?”, no “#”.</translation>
    </message>
    <message>
        <source>Your access would travel unprotected to “{host}”: http is for this machine only, use https.</source>
        <translation>Your access would travel unprotected to “{host}”: http is for this machine only, use https.</translation>
    </message>
    <message>
        <source>“{layer}”: its style on tiles uses attributes that the tiles leave out: {names}. What depends on them would not be drawn as in QGIS.</source>
        <translation>“{layer}”: its style on tiles uses attributes that the tiles leave out: {names}. What depends on them would not be drawn as in QGIS.</translation>
    </message>
    <message>
        <source>Keep them among the attributes of the tiles.</source>
        <translation>Keep them among the attributes of the tiles.</translation>
    </message>
    <message>
        <source>Looking at the layers</source>
        <translation>Looking at the layers</translation>
    </message>
    <message>
        <source>Looking at {name}</source>
        <translation>Looking at {name}</translation>
    </message>
    <message>
        <source>Deleting {name}</source>
        <translation>Deleting {name}</translation>
    </message>
    <message>
        <source>Looking at the services</source>
        <translation>Looking at the services</translation>
    </message>
    <message>
        <source>What the services need of the new data could not be read: it will be compared once it is there.</source>
        <translation>What the services need of the new data could not be read: it will be compared once it is there.</translation>
    </message>
    <message>
        <source>A service shows the table “{table}”, and no chosen layer becomes it.</source>
        <translation>A service shows the table “{table}”, and no chosen layer becomes it.</translation>
    </message>
    <message>
        <source>“{layer}” lacks attributes that a style or the tiles of a live service use: {names}. Add them to the layer, or change the service's style first.</source>
        <translation>“{layer}” lacks attributes that a style or the tiles of a live service use: {names}. Add them to the layer, or change the service's style first.</translation>
    </message>
    <message>
        <source>Sign in to see your datasheets (double-click)</source>
        <translation>Sign in to see your datasheets (double-click)</translation>
    </message>
    <message>
        <source>The platform does not answer</source>
        <translation>The platform does not answer</translation>
    </message>
    <message>
        <source>Not published: there is no service to add</source>
        <translation>Not published: there is no service to add</translation>
    </message>
    <message>
        <source>“{layer}”: at zoom levels {first} to {last} some tiles would hold more than {limit} objects; the platform's computation usually fails then.</source>
        <translation>“{layer}”: at zoom levels {first} to {last} some tiles would hold more than {limit} objects; the platform's computation usually fails then.</translation>
    </message>
    <message>
        <source>Begin at level {next} or deeper, choose a generalisation that merges or drops objects, or try a sample first.</source>
        <translation>Begin at level {next} or deeper, choose a generalisation that merges or drops objects, or try a sample first.</translation>
    </message>
    <message>
        <source>Changing {name}</source>
        <translation>Changing {name}</translation>
    </message>
    <message>
        <source>Looking for unfinished deliveries</source>
        <translation>Looking for unfinished deliveries</translation>
    </message>
    <message>
        <source>Listing the datasheets</source>
        <translation>Listing the datasheets</translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) of “{layer}” without geometry: published, but no map shows them.</source>
        <translation>
            <numerusform>%n row of “{layer}” has no geometry: it is published, but no map shows it.</numerusform>
            <numerusform>%n rows of “{layer}” have no geometry: they are published, but no map shows them.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) of “{layer}” with an empty geometry: published, but no map shows them.</source>
        <translation>
            <numerusform>%n row of “{layer}” has an empty geometry: it is published, but no map shows it.</numerusform>
            <numerusform>%n rows of “{layer}” have an empty geometry: they are published, but no map shows them.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n geometry(ies) of “{layer}” cannot be read. Repair or delete these rows first.</source>
        <translation>
            <numerusform>%n geometry of “{layer}” cannot be read. Repair or delete this row first.</numerusform>
            <numerusform>%n geometries of “{layer}” cannot be read. Repair or delete these rows first.</numerusform>
        </translation>
    </message>
    <message>
        <source>“{layer}” holds geometries of another kind than its own ({kinds}). Take collections apart with the Processing tool “Multipart to singleparts”, then make one layer of each type.</source>
        <translation>“{layer}” holds geometries of another kind than its own ({kinds}). Take collections apart with the Processing tool “Multipart to singleparts”, then make one layer of each type.</translation>
    </message>
    <message>
        <source>“{layer}” mixes geometries of one part and of several parts; a table holds one kind.</source>
        <translation>“{layer}” mixes geometries of one part and of several parts; a table holds one kind.</translation>
    </message>
    <message numerus="yes">
        <source>All become geometries of several parts; this changes %n row(s).</source>
        <translation>
            <numerusform>All become geometries of several parts; this changes %n row.</numerusform>
            <numerusform>All become geometries of several parts; this changes %n rows.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n geometry(ies) of “{layer}” invalid until now.</source>
        <translation>
            <numerusform>%n geometry of “{layer}” was invalid.</numerusform>
            <numerusform>%n geometries of “{layer}” were invalid.</numerusform>
        </translation>
    </message>
    <message>
        <source>They are repaired; check them on the map.</source>
        <translation>They are repaired; check them on the map.</translation>
    </message>
    <message numerus="yes">
        <source>%n invalid geometry(ies) of “{layer}” could not be repaired (first one: feature {row}).</source>
        <translation>
            <numerusform>%n invalid geometry of “{layer}” could not be repaired (feature {row}).</numerusform>
            <numerusform>%n invalid geometries of “{layer}” could not be repaired (first one: feature {row}).</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n invalid geometry(ies) in “{layer}” (first one: feature {row}), which can be repaired.</source>
        <translation>
            <numerusform>%n geometry of “{layer}” is invalid (feature {row}). It can be repaired.</numerusform>
            <numerusform>%n geometries of “{layer}” are invalid (first one: feature {row}). They can be repaired.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The source of “{layer}” does not count by itself; reading it once gives %n row(s).</source>
        <translation>
            <numerusform>The source of “{layer}” does not count by itself; reading it once gives %n row.</numerusform>
            <numerusform>The source of “{layer}” does not count by itself; reading it once gives %n rows.</numerusform>
        </translation>
    </message>
    <message>
        <source>“{layer}” lies wholly outside the area of {crs}. Its coordinate system may be wrong; check it on a map.</source>
        <translation>“{layer}” lies wholly outside the area of {crs}. Its coordinate system may be wrong; check it on a map.</translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) of “{layer}” far outside the area of {crs} (first one: feature {row}). Check them on a map.</source>
        <translation>
            <numerusform>%n row of “{layer}” lies far outside the area of {crs} (feature {row}). Check it on a map.</numerusform>
            <numerusform>%n rows of “{layer}” lie far outside the area of {crs} (first one: feature {row}). Check them on a map.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) of “{layer}” with coordinates that are not numbers (first one: feature {row}). Correct or delete them first.</source>
        <translation>
            <numerusform>%n row of “{layer}” has coordinates that are not numbers (feature {row}). Correct or delete it first.</numerusform>
            <numerusform>%n rows of “{layer}” have coordinates that are not numbers (first one: feature {row}). Correct or delete them first.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n value(s) of “{field}” in “{layer}” that are not numbers (NaN).</source>
        <translation>
            <numerusform>%n value of “{field}” in “{layer}” is not a number (NaN).</numerusform>
            <numerusform>%n values of “{field}” in “{layer}” are not numbers (NaN).</numerusform>
        </translation>
    </message>
    <message>
        <source>They are published as missing values.</source>
        <translation>They are published as missing values.</translation>
    </message>
    <message numerus="yes">
        <source>%n infinite value(s) of “{field}” in “{layer}”: published as such, but many programs cannot read them.</source>
        <translation>
            <numerusform>%n infinite value of “{field}” in “{layer}”: published as such, but many programs cannot read it.</numerusform>
            <numerusform>%n infinite values of “{field}” in “{layer}”: published as such, but many programs cannot read them.</numerusform>
        </translation>
    </message>
    <message>
        <source>No layer is chosen. Choose at least one vector layer.</source>
        <translation>No layer is chosen. Choose at least one vector layer.</translation>
    </message>
    <message>
        <source>“{layer}” is not a vector layer. Only vector layers can be published.</source>
        <translation>“{layer}” is not a vector layer. Only vector layers can be published.</translation>
    </message>
    <message>
        <source>The source of “{layer}” cannot be found any more. Repair the layer's data source in QGIS.</source>
        <translation>The source of “{layer}” cannot be found any more. Repair the layer's data source in QGIS.</translation>
    </message>
    <message>
        <source>“{layer}” is a table without geometry. The platform's services need a geometry.</source>
        <translation>“{layer}” is a table without geometry. The platform's services need a geometry.</translation>
    </message>
    <message>
        <source>The platform cannot keep the name “{layer}” for a table.</source>
        <translation>The platform cannot keep the name “{layer}” for a table.</translation>
    </message>
    <message>
        <source>The table is named {table}; the title stays.</source>
        <translation>The table is named {table}; the title stays.</translation>
    </message>
    <message>
        <source>The platform cannot keep the names of some fields of “{layer}”.</source>
        <translation>The platform cannot keep the names of some fields of “{layer}”.</translation>
    </message>
    <message>
        <source>Fields are renamed: {renames}. Their old names stay as titles.</source>
        <translation>Fields are renamed: {renames}. Their old names stay as titles.</translation>
    </message>
    <message>
        <source>“{layer}” may hold points, lines and polygons together. Split it by geometry type, one layer for each.</source>
        <translation>“{layer}” may hold points, lines and polygons together. Split it by geometry type, one layer for each.</translation>
    </message>
    <message>
        <source>“{layer}” holds curves, which the platform does not serve.</source>
        <translation>“{layer}” holds curves, which the platform does not serve.</translation>
    </message>
    <message>
        <source>Curves are replaced by short straight segments.</source>
        <translation>Curves are replaced by short straight segments.</translation>
    </message>
    <message>
        <source>“{layer}” holds M values, which the platform does not serve.</source>
        <translation>“{layer}” holds M values, which the platform does not serve.</translation>
    </message>
    <message>
        <source>M values are left out; coordinates stay.</source>
        <translation>M values are left out; coordinates stay.</translation>
    </message>
    <message>
        <source>“{layer}” has no coordinate system. Set it in the layer's properties.</source>
        <translation>“{layer}” has no coordinate system. Set it in the layer's properties.</translation>
    </message>
    <message>
        <source>The platform does not know the coordinate system of “{layer}” ({crs}). Choose one of its own.</source>
        <translation>The platform does not know the coordinate system of “{layer}” ({crs}). Choose one of its own.</translation>
    </message>
    <message>
        <source>{crs} is not a coordinate system that the platform knows. Choose one with an EPSG code.</source>
        <translation>{crs} is not a coordinate system that the platform knows. Choose one with an EPSG code.</translation>
    </message>
    <message>
        <source>“{layer}” is in {source}, the package in {target}.</source>
        <translation>“{layer}” is in {source}, the package in {target}.</translation>
    </message>
    <message>
        <source>The layer is reprojected by “{operation}”, accurate to {accuracy} m.</source>
        <translation>The layer is reprojected by “{operation}”, accurate to {accuracy} m.</translation>
    </message>
    <message>
        <source>The layer is reprojected by “{operation}”, whose accuracy is unknown.</source>
        <translation>The layer is reprojected by “{operation}”, whose accuracy is unknown.</translation>
    </message>
    <message>
        <source>The layer is reprojected without knowing how the two systems lie to each other; check the map.</source>
        <translation>The layer is reprojected without knowing how the two systems lie to each other; check the map.</translation>
    </message>
    <message>
        <source>“{layer}” is in {source}, which the platform calls {target}.</source>
        <translation>“{layer}” is in {source}, which the platform calls {target}.</translation>
    </message>
    <message>
        <source>The layer is declared in {target}; no coordinate changes.</source>
        <translation>The layer is declared in {target}; no coordinate changes.</translation>
    </message>
    <message>
        <source>“{layer}” has changes that are not saved. They are published, as the map shows them.</source>
        <translation>“{layer}” has changes that are not saved. They are published, as the map shows them.</translation>
    </message>
    <message>
        <source>“{layer}” is filtered. Only the rows that the filter lets through are published.</source>
        <translation>“{layer}” is filtered. Only the rows that the filter lets through are published.</translation>
    </message>
    <message>
        <source>The values of “{field}” in “{layer}” have no type of column.</source>
        <translation>The values of “{field}” in “{layer}” have no type of column.</translation>
    </message>
    <message>
        <source>They are written as text; lists and structures as JSON.</source>
        <translation>They are written as text; lists and structures as JSON.</translation>
    </message>
    <message>
        <source>“{field}” in “{layer}” holds binary data: it is stored, but services cannot show it.</source>
        <translation>“{field}” in “{layer}” holds binary data: it is stored, but services cannot show it.</translation>
    </message>
    <message>
        <source>“{field}” is hidden in “{layer}”, and will be published unless hidden fields are left out.</source>
        <translation>“{field}” is hidden in “{layer}”, and will be published unless hidden fields are left out.</translation>
    </message>
    <message>
        <source>“{layer}” has {count} fields; the platform's database holds at most {limit}. Remove or hide some.</source>
        <translation>“{layer}” has {count} fields; the platform's database holds at most {limit}. Remove or hide some.</translation>
    </message>
    <message>
        <source>“{layer}” has no row to publish. Check its filter or selection.</source>
        <translation>“{layer}” has no row to publish. Check its filter or selection.</translation>
    </message>
    <message>
        <source>The table “{table}” of “{file}” is not a layer of geometries; it is left out.</source>
        <translation>The table “{table}” of “{file}” is not a layer of geometries; it is left out.</translation>
    </message>
    <message>
        <source>“{file}” holds no layer with geometries.</source>
        <translation>“{file}” holds no layer with geometries.</translation>
    </message>
    <message>
        <source>The package would weigh {size} MB; the platform takes at most {limit} MB. Choose fewer layers or filter them.</source>
        <translation>The package would weigh {size} MB; the platform takes at most {limit} MB. Choose fewer layers or filter them.</translation>
    </message>
    <message>
        <source>The package grows beyond the {limit} MB that the platform takes. Choose fewer layers or filter them.</source>
        <translation>The package grows beyond the {limit} MB that the platform takes. Choose fewer layers or filter them.</translation>
    </message>
    <message>
        <source>The geometries alone weigh {size} MB; the platform takes packages of at most {limit} MB. Choose fewer layers or filter them.</source>
        <translation>The geometries alone weigh {size} MB; the platform takes packages of at most {limit} MB. Choose fewer layers or filter them.</translation>
    </message>
    <message>
        <source>“{file}” stayed beside the package: another program is using it. Close it and try again.</source>
        <translation>“{file}” stayed beside the package: another program is using it. Close it and try again.</translation>
    </message>
    <message>
        <source>The package was damaged while it was written: {details}.</source>
        <translation>The package was damaged while it was written: {details}.</translation>
    </message>
    <message>
        <source>“{layer}” has {expected} rows but {found} reached the package. Nothing is sent; try again, or save the layer to a new file first.</source>
        <translation>“{layer}” has {expected} rows but {found} reached the package. Nothing is sent; try again, or save the layer to a new file first.</translation>
    </message>
    <message>
        <source>“{layer}” is not in {crs} in the package. Nothing is sent.</source>
        <translation>“{layer}” is not in {crs} in the package. Nothing is sent.</translation>
    </message>
    <message>
        <source>Feature {row} of “{layer}” lies where the chosen coordinate system has no coordinates. Correct it, or choose another system.</source>
        <translation>Feature {row} of “{layer}” lies where the chosen coordinate system has no coordinates. Correct it, or choose another system.</translation>
    </message>
    <message>
        <source>There is no room left in {folder}. Free some and try again.</source>
        <translation>There is no room left in {folder}. Free some and try again.</translation>
    </message>
    <message>
        <source>A file cannot be opened or written in {folder}: {details}.</source>
        <translation>A file cannot be opened or written in {folder}: {details}.</translation>
    </message>
    <message>
        <source>Another program is writing the source of “{layer}” ({details}). Wait for it to end and try again.</source>
        <translation>Another program is writing the source of “{layer}” ({details}). Wait for it to end and try again.</translation>
    </message>
    <message>
        <source>“{layer}” cannot be read to its end: {details}.</source>
        <translation>“{layer}” cannot be read to its end: {details}.</translation>
    </message>
    <message>
        <source>Rows of “{layer}” have no number of their own in the table's key, or share one. Save the layer to a new file, and publish that one.</source>
        <translation>Rows of “{layer}” have no number of their own in the table's key, or share one. Save the layer to a new file, and publish that one.</translation>
    </message>
    <message>
        <source>Nothing can be written in {folder}. Choose another folder.</source>
        <translation>Nothing can be written in {folder}. Choose another folder.</translation>
    </message>
    <message>
        <source>The sources weigh {size} MB. Without their indexes they may fit into the {limit} MB that the platform takes.</source>
        <translation>The sources weigh {size} MB. Without their indexes they may fit into the {limit} MB that the platform takes.</translation>
    </message>
    <message>
        <source>{folder} has {free} MB left; the package may need {size} MB. Free some room first.</source>
        <translation>{folder} has {free} MB left; the package may need {size} MB. Free some room first.</translation>
    </message>
    <message>
        <source>There is no file {path}. Choose it again.</source>
        <translation>There is no file {path}. Choose it again.</translation>
    </message>
    <message>
        <source>“{name}” is an empty file. Choose another one.</source>
        <translation>“{name}” is an empty file. Choose another one.</translation>
    </message>
    <message>
        <source>“{name}” is not a whole zip archive. Make or download it again.</source>
        <translation>“{name}” is not a whole zip archive. Make or download it again.</translation>
    </message>
    <message>
        <source>“{name}” holds {count} GeoPackages, and one is needed. Open other data in QGIS, and publish its layers.</source>
        <translation>“{name}” holds {count} GeoPackages, and one is needed. Open other data in QGIS, and publish its layers.</translation>
    </message>
    <message>
        <source>“{name}” is not unpacked: “{entry}” is too large, protected or points elsewhere. Unpack it yourself.</source>
        <translation>“{name}” is not unpacked: “{entry}” is too large, protected or points elsewhere. Unpack it yourself.</translation>
    </message>
    <message>
        <source>“{layer}” is read from {path}, which would be overwritten. Choose another file for the package.</source>
        <translation>“{layer}” is read from {path}, which would be overwritten. Choose another file for the package.</translation>
    </message>
    <message>
        <source>An animation cannot be carried: it stands still.</source>
        <translation>An animation cannot be carried: it stands still.</translation>
    </message>
    <message>
        <source>This part of the symbol cannot be carried and is left out: {part}.</source>
        <translation>This part of the symbol cannot be carried and is left out: {part}.</translation>
    </message>
    <message>
        <source>The offset of a line cannot be carried: it is drawn in its place.</source>
        <translation>The offset of a line cannot be carried: it is drawn in its place.</translation>
    </message>
    <message>
        <source>Markers at the ends or vertices of a line become one in its middle.</source>
        <translation>Markers at the ends or vertices of a line become one in its middle.</translation>
    </message>
    <message>
        <source>The offset of a fill cannot be carried: it is drawn in its place.</source>
        <translation>The offset of a fill cannot be carried: it is drawn in its place.</translation>
    </message>
    <message>
        <source>A gradient cannot be carried: its middle colour is used.</source>
        <translation>A gradient cannot be carried: its middle colour is used.</translation>
    </message>
    <message>
        <source>Markers placed at random become a regular pattern of them.</source>
        <translation>Markers placed at random become a regular pattern of them.</translation>
    </message>
    <message>
        <source>A geometry computed by an expression cannot be carried: the object's own is drawn.</source>
        <translation>A geometry computed by an expression cannot be carried: the object's own is drawn.</translation>
    </message>
    <message>
        <source>This line becomes a plain one of about the same width and colour.</source>
        <translation>This line becomes a plain one of about the same width and colour.</translation>
    </message>
    <message>
        <source>What labels take from attributes besides their text is not carried.</source>
        <translation>What labels take from attributes besides their text is not carried.</translation>
    </message>
    <message>
        <source>The background of labels cannot be carried.</source>
        <translation>The background of labels cannot be carried.</translation>
    </message>
    <message>
        <source>The shadow of labels cannot be carried.</source>
        <translation>The shadow of labels cannot be carried.</translation>
    </message>
    <message>
        <source>Labels are written without this: {details}.</source>
        <translation>Labels are written without this: {details}.</translation>
    </message>
    <message>
        <source>Labels of tiles are written in {font}.</source>
        <translation>Labels of tiles are written in {font}.</translation>
    </message>
    <message>
        <source>On tiles, the label of a polygon stands once in each of its parts, also of those cut apart.</source>
        <translation>On tiles, the label of a polygon stands once in each of its parts, also of those cut apart.</translation>
    </message>
    <message>
        <source>lines under or through the text</source>
        <translation>lines under or through the text</translation>
    </message>
    <message>
        <source>spacing of letters or words</source>
        <translation>spacing of letters or words</translation>
    </message>
    <message>
        <source>capitals</source>
        <translation>capitals</translation>
    </message>
    <message>
        <source>vertical writing</source>
        <translation>vertical writing</translation>
    </message>
    <message>
        <source>HTML</source>
        <translation>HTML</translation>
    </message>
    <message>
        <source>blending</source>
        <translation>blending</translation>
    </message>
    <message>
        <source>masks</source>
        <translation>masks</translation>
    </message>
    <message>
        <source>a size that follows the scale</source>
        <translation>a size that follows the scale</translation>
    </message>
    <message>
        <source>the format of numbers</source>
        <translation>the format of numbers</translation>
    </message>
    <message>
        <source>line breaks</source>
        <translation>line breaks</translation>
    </message>
    <message>
        <source>direction arrows</source>
        <translation>direction arrows</translation>
    </message>
    <message>
        <source>callouts</source>
        <translation>callouts</translation>
    </message>
    <message>
        <source>Sizes measured on the ground become fixed sizes, as they are at 1:{scale}.</source>
        <translation>Sizes measured on the ground become fixed sizes, as they are at 1:{scale}.</translation>
    </message>
    <message>
        <source>Blending modes cannot be carried: colours are laid over each other.</source>
        <translation>Blending modes cannot be carried: colours are laid over each other.</translation>
    </message>
    <message>
        <source>Diagrams cannot be carried.</source>
        <translation>Diagrams cannot be carried.</translation>
    </message>
    <message>
        <source>The layer's effects cannot be carried.</source>
        <translation>The layer's effects cannot be carried.</translation>
    </message>
    <message>
        <source>The drawing order of objects cannot be carried: they are drawn as they come.</source>
        <translation>The drawing order of objects cannot be carried: they are drawn as they come.</translation>
    </message>
    <message>
        <source>What lies outside polygons cannot be drawn: only their outlines are.</source>
        <translation>What lies outside polygons cannot be drawn: only their outlines are.</translation>
    </message>
    <message>
        <source>Objects are not merged: each is drawn by itself.</source>
        <translation>Objects are not merged: each is drawn by itself.</translation>
    </message>
    <message>
        <source>Points close to each other are neither moved apart nor grouped: each is drawn in its place.</source>
        <translation>Points close to each other are neither moved apart nor grouped: each is drawn in its place.</translation>
    </message>
    <message>
        <source>Symbols that come with each object cannot be carried: all get the layer's own symbol.</source>
        <translation>Symbols that come with each object cannot be carried: all get the layer's own symbol.</translation>
    </message>
    <message>
        <source>This kind of drawing (heat map, clusters…) cannot be carried: a plain symbol is used.</source>
        <translation>This kind of drawing (heat map, clusters…) cannot be carried: a plain symbol is used.</translation>
    </message>
    <message>
        <source>Its effects (shadow, glow, blur) cannot be carried.</source>
        <translation>Its effects (shadow, glow, blur) cannot be carried.</translation>
    </message>
    <message>
        <source>The opacity and the blending of its effects cannot be carried: it is drawn plainly.</source>
        <translation>The opacity and the blending of its effects cannot be carried: it is drawn plainly.</translation>
    </message>
    <message>
        <source>“{property}” follows an expression that cannot be carried: {expression}</source>
        <translation>“{property}” follows an expression that cannot be carried: {expression}</translation>
    </message>
    <message>
        <source>Markers along a line turn with it.</source>
        <translation>Markers along a line turn with it.</translation>
    </message>
    <message>
        <source>A line kept inside its polygon is drawn on the border.</source>
        <translation>A line kept inside its polygon is drawn on the border.</translation>
    </message>
    <message>
        <source>A line shortened at its ends is drawn whole.</source>
        <translation>A line shortened at its ends is drawn whole.</translation>
    </message>
    <message>
        <source>A line for some rings only is drawn on all of them.</source>
        <translation>A line for some rings only is drawn on all of them.</translation>
    </message>
    <message>
        <source>Markers beside a line are drawn on it.</source>
        <translation>Markers beside a line are drawn on it.</translation>
    </message>
    <message>
        <source>Markers scattered at random form a regular pattern.</source>
        <translation>Markers scattered at random form a regular pattern.</translation>
    </message>
    <message>
        <source>This look could not be read: {reason}</source>
        <translation>This look could not be read: {reason}</translation>
    </message>
    <message>
        <source>Nothing of this look can be carried: a plain symbol is used.</source>
        <translation>Nothing of this look can be carried: a plain symbol is used.</translation>
    </message>
    <message>
        <source>Its filter cannot be carried, so it is left out: {filter}</source>
        <translation>Its filter cannot be carried, so it is left out: {filter}</translation>
    </message>
    <message>
        <source>The style uses attributes that are not published: {attributes}</source>
        <translation>The style uses attributes that are not published: {attributes}</translation>
    </message>
    <message>
        <source>This kind of labels cannot be carried.</source>
        <translation>This kind of labels cannot be carried.</translation>
    </message>
    <message>
        <source>These labels cannot be carried: {text}</source>
        <translation>These labels cannot be carried: {text}</translation>
    </message>
    <message>
        <source>Labels show « {field} » alone instead of: {text}</source>
        <translation>Labels show « {field} » alone instead of: {text}</translation>
    </message>
</context><context>
    <name>DatasheetTab</name>
    <message>
        <source>Picture of the datasheet</source>
        <translation>Picture of the datasheet</translation>
    </message>
    <message>
        <source>Take a &amp;picture of the map…</source>
        <translation>Take a &amp;picture of the map…</translation>
    </message>
    <message>
        <source>The map as the window shows it becomes the picture of the datasheet</source>
        <translation>The map as the window shows it becomes the picture of the datasheet</translation>
    </message>
    <message>
        <source>Repla&amp;ce the data…</source>
        <translation>Repla&amp;ce the data…</translation>
    </message>
    <message>
        <source>Newer layers behind the same addresses</source>
        <translation>Newer layers behind the same addresses</translation>
    </message>
    <message>
        <source>&amp;Edit on the website</source>
        <translation>&amp;Edit on the website</translation>
    </message>
    <message>
        <source>The whole record can be read and edited there</source>
        <translation>The whole record can be read and edited there</translation>
    </message>
    <message>
        <source>Metadata</source>
        <translation>Metadata</translation>
    </message>
    <message>
        <source>Documents</source>
        <translation>Documents</translation>
    </message>
    <message>
        <source>Documents of the datasheet</source>
        <translation>Documents of the datasheet</translation>
    </message>
    <message>
        <source>Add a &amp;file…</source>
        <translation>Add a &amp;file…</translation>
    </message>
    <message>
        <source>Add a lin&amp;k…</source>
        <translation>Add a lin&amp;k…</translation>
    </message>
    <message>
        <source>&amp;Open</source>
        <translation>&amp;Open</translation>
    </message>
    <message>
        <source>Re&amp;move…</source>
        <translation>Re&amp;move…</translation>
    </message>
</context><context>
    <name>DatasheetsPage</name>
    <message>
        <source>Search</source>
        <translation>Search</translation>
    </message>
    <message>
        <source>Search among the datasheets</source>
        <translation>Search among the datasheets</translation>
    </message>
    <message>
        <source>Refresh</source>
        <translation>Refresh</translation>
    </message>
    <message>
        <source>&amp;Everybody's</source>
        <translation>&amp;Everybody's</translation>
    </message>
    <message>
        <source>Show the datasheets of others too; they can be looked at, not changed</source>
        <translation>Show the datasheets of others too; they can be looked at, not changed</translation>
    </message>
    <message>
        <source>Order of the datasheets</source>
        <translation>Order of the datasheets</translation>
    </message>
    <message>
        <source>Datasheets</source>
        <translation>Datasheets</translation>
    </message>
</context><context>
    <name>DeleteDialog</name>
    <message>
        <source>Delete the datasheet</source>
        <translation>Delete the datasheet</translation>
    </message>
    <message>
        <source>What will be deleted</source>
        <translation>What will be deleted</translation>
    </message>
    <message>
        <source>To confirm, &amp;type the title of the datasheet:</source>
        <translation>To confirm, &amp;type the title of the datasheet:</translation>
    </message>
</context><context>
    <name>DetailPage</name>
    <message>
        <source>Back to the list</source>
        <translation>Back to the list</translation>
    </message>
    <message>
        <source>Back to the list (Escape)</source>
        <translation>Back to the list (Escape)</translation>
    </message>
    <message>
        <source>Report of the platform</source>
        <translation>Report of the platform</translation>
    </message>
    <message>
        <source>Stages and checks</source>
        <translation>Stages and checks</translation>
    </message>
    <message>
        <source>Stages</source>
        <translation>Stages</translation>
    </message>
    <message>
        <source>Stage</source>
        <translation>Stage</translation>
    </message>
    <message>
        <source>State</source>
        <translation>State</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Time</translation>
    </message>
    <message>
        <source>Services</source>
        <translation>Services</translation>
    </message>
    <message>
        <source>Datasheet</source>
        <translation>Datasheet</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>Timeline</translation>
    </message>
    <message>
        <source>When</source>
        <translation>When</translation>
    </message>
    <message>
        <source>What</source>
        <translation>What</translation>
    </message>
    <message>
        <source>&amp;Add to the project</source>
        <translation>&amp;Add to the project</translation>
    </message>
    <message>
        <source>&amp;Correct and send again…</source>
        <translation>&amp;Correct and send again…</translation>
    </message>
    <message>
        <source>Publish the layers selected in the layer tree in the place of the refused ones</source>
        <translation>Publish the layers selected in the layer tree in the place of the refused ones</translation>
    </message>
    <message>
        <source>&amp;Resume</source>
        <translation>&amp;Resume</translation>
    </message>
    <message>
        <source>&amp;Stop</source>
        <translation>&amp;Stop</translation>
    </message>
    <message>
        <source>Open on the &amp;website</source>
        <translation>Open on the &amp;website</translation>
    </message>
    <message>
        <source>More actions</source>
        <translation>More actions</translation>
    </message>
</context><context>
    <name>LinkDialog</name>
    <message>
        <source>Add a link</source>
        <translation>Add a link</translation>
    </message>
    <message>
        <source>&amp;Name:</source>
        <translation>&amp;Name:</translation>
    </message>
    <message>
        <source>&amp;Address (http or https):</source>
        <translation>&amp;Address (http or https):</translation>
    </message>
    <message>
        <source>&amp;Description (optional):</source>
        <translation>&amp;Description (optional):</translation>
    </message>
</context><context>
    <name>ListPage</name>
    <message>
        <source>&amp;Publish layers…</source>
        <translation>&amp;Publish layers…</translation>
    </message>
    <message>
        <source>Publish the layers that are selected in the layer tree</source>
        <translation>Publish the layers that are selected in the layer tree</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Search</translation>
    </message>
    <message>
        <source>Search among the publications</source>
        <translation>Search among the publications</translation>
    </message>
    <message>
        <source>Nothing is published yet. Select layers in the layer tree, then press “Publish layers…”, or drop layers here.</source>
        <translation>Nothing is published yet. Select layers in the layer tree, then press “Publish layers…”, or drop layers here.</translation>
    </message>
    <message>
        <source>Publications</source>
        <translation>Publications</translation>
    </message>
</context><context>
    <name>LookDialog</name>
    <message>
        <source>Styles of the service</source>
        <translation>Styles of the service</translation>
    </message>
    <message>
        <source>&amp;Styles that its readers choose from:</source>
        <translation>&amp;Styles that its readers choose from:</translation>
    </message>
    <message>
        <source>Make it the &amp;default</source>
        <translation>Make it the &amp;default</translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation>&amp;Remove</translation>
    </message>
    <message>
        <source>The look of layers of the project</source>
        <translation>The look of layers of the project</translation>
    </message>
    <message>
        <source>&amp;Name of the style:</source>
        <translation>&amp;Name of the style:</translation>
    </message>
    <message>
        <source>What cannot follow</source>
        <translation>What cannot follow</translation>
    </message>
    <message>
        <source>It becomes the de&amp;fault style</source>
        <translation>It becomes the de&amp;fault style</translation>
    </message>
    <message>
        <source>&amp;Put the style</source>
        <translation>&amp;Put the style</translation>
    </message>
</context><context>
    <name>OptionsPage</name>
    <message>
        <source>Platform</source>
        <translation>Platform</translation>
    </message>
    <message>
        <source>Address of the &amp;API</source>
        <translation>Address of the &amp;API</translation>
    </message>
    <message>
        <source>Address of the &amp;sign-in</source>
        <translation>Address of the &amp;sign-in</translation>
    </message>
    <message>
        <source>Sign-in</source>
        <translation>Sign-in</translation>
    </message>
    <message>
        <source>&amp;Client identifier</source>
        <translation>&amp;Client identifier</translation>
    </message>
    <message>
        <source>&amp;Port for the browser's answer</source>
        <translation>&amp;Port for the browser's answer</translation>
    </message>
    <message>
        <source>Client s&amp;ecret</source>
        <translation>Client s&amp;ecret</translation>
    </message>
    <message>
        <source>Only where the server demands one</source>
        <translation>Only where the server demands one</translation>
    </message>
    <message>
        <source>Kept in QGIS's authentication database and never shown again. Leave it empty to keep what is stored.</source>
        <translation>Kept in QGIS's authentication database and never shown again. Leave it empty to keep what is stored.</translation>
    </message>
    <message>
        <source>Stay signed in between two sessions of &amp;QGIS</source>
        <translation>Stay signed in between two sessions of &amp;QGIS</translation>
    </message>
    <message>
        <source>QGIS keeps the session in a file of your profile; signing out deletes it.</source>
        <translation>QGIS keeps the session in a file of your profile; signing out deletes it.</translation>
    </message>
    <message>
        <source>Another authentication configuration of QGIS, instead of the plugin's own sign-in</source>
        <translation>Another authentication configuration of QGIS, instead of the plugin's own sign-in</translation>
    </message>
</context><context>
    <name>PublishPage</name>
    <message>
        <source>Back to the list</source>
        <translation>Back to the list</translation>
    </message>
    <message>
        <source>Back to the list (Escape)</source>
        <translation>Back to the list (Escape)</translation>
    </message>
    <message>
        <source>Publish layers</source>
        <translation>Publish layers</translation>
    </message>
    <message>
        <source>&amp;Datasheet</source>
        <translation>&amp;Datasheet</translation>
    </message>
    <message>
        <source>A new title, or one of your datasheets to add to</source>
        <translation>A new title, or one of your datasheets to add to</translation>
    </message>
    <message>
        <source>&amp;Layers</source>
        <translation>&amp;Layers</translation>
    </message>
    <message>
        <source>Layers to publish</source>
        <translation>Layers to publish</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>Layer</translation>
    </message>
    <message>
        <source>Geometry</source>
        <translation>Geometry</translation>
    </message>
    <message>
        <source>Projection</source>
        <translation>Projection</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>Rows</translation>
    </message>
    <message>
        <source>State</source>
        <translation>State</translation>
    </message>
    <message>
        <source>Remarks about the layers</source>
        <translation>Remarks about the layers</translation>
    </message>
    <message>
        <source>Services to open</source>
        <translation>Services to open</translation>
    </message>
    <message>
        <source>More</source>
        <translation>More</translation>
    </message>
    <message>
        <source>&amp;Technical name</source>
        <translation>&amp;Technical name</translation>
    </message>
    <message>
        <source>Pro&amp;jection</source>
        <translation>Pro&amp;jection</translation>
    </message>
    <message>
        <source>Selected &amp;features only</source>
        <translation>Selected &amp;features only</translation>
    </message>
    <message>
        <source>Leave out &amp;hidden fields</source>
        <translation>Leave out &amp;hidden fields</translation>
    </message>
    <message>
        <source>In&amp;valid geometries</source>
        <translation>In&amp;valid geometries</translation>
    </message>
    <message>
        <source>&amp;Publish</source>
        <translation>&amp;Publish</translation>
    </message>
</context><context>
    <name>RecordForm</name>
    <message>
        <source>Metadata</source>
        <translation>Metadata</translation>
    </message>
    <message>
        <source>What only you know, for the datasheet's record in the catalogue. It is asked once and remembered.</source>
        <translation>What only you know, for the datasheet's record in the catalogue. It is asked once and remembered.</translation>
    </message>
    <message>
        <source>P&amp;roducer</source>
        <translation>P&amp;roducer</translation>
    </message>
    <message>
        <source>The organisation, or the person, behind the data</source>
        <translation>The organisation, or the person, behind the data</translation>
    </message>
    <message>
        <source>&amp;Contact e-mail</source>
        <translation>&amp;Contact e-mail</translation>
    </message>
    <message>
        <source>Shown to everybody in the catalogue</source>
        <translation>Shown to everybody in the catalogue</translation>
    </message>
    <message>
        <source>The&amp;mes</source>
        <translation>The&amp;mes</translation>
    </message>
    <message>
        <source>&amp;Year of production</source>
        <translation>&amp;Year of production</translation>
    </message>
    <message>
        <source>Created o&amp;n</source>
        <translation>Created o&amp;n</translation>
    </message>
    <message>
        <source>De&amp;scription</source>
        <translation>De&amp;scription</translation>
    </message>
</context><context>
    <name>ReplaceDialog</name>
    <message>
        <source>Replace the data</source>
        <translation>Replace the data</translation>
    </message>
    <message>
        <source>&amp;Data to replace:</source>
        <translation>&amp;Data to replace:</translation>
    </message>
    <message>
        <source>A layer for each table</source>
        <translation>A layer for each table</translation>
    </message>
    <message>
        <source>Remarks on the layers</source>
        <translation>Remarks on the layers</translation>
    </message>
</context><context>
    <name>ServiceOptionsBox</name>
    <message>
        <source>Options</source>
        <translation>Options</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Title</translation>
    </message>
    <message>
        <source>Technical name</source>
        <translation>Technical name</translation>
    </message>
    <message>
        <source>Who may use it</source>
        <translation>Who may use it</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>Look</translation>
    </message>
    <message>
        <source>Other looks</source>
        <translation>Other looks</translation>
    </message>
    <message>
        <source>Offered beside the first one, which stays the default</source>
        <translation>Offered beside the first one, which stays the default</translation>
    </message>
    <message>
        <source>Format of the look</source>
        <translation>Format of the look</translation>
    </message>
</context><context>
    <name>ServicesTab</name>
    <message>
        <source>Services</source>
        <translation>Services</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>Service</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Title</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
</context><context>
    <name>SupplyDialog</name>
    <message>
        <source>Resume a publication</source>
        <translation>Resume a publication</translation>
    </message>
    <message>
        <source>&amp;Layers of the project</source>
        <translation>&amp;Layers of the project</translation>
    </message>
    <message>
        <source>&amp;Selected rows only</source>
        <translation>&amp;Selected rows only</translation>
    </message>
    <message>
        <source>Or a &amp;file (.gpkg, .zip)</source>
        <translation>Or a &amp;file (.gpkg, .zip)</translation>
    </message>
</context><context>
    <name>ThumbnailDialog</name>
    <message>
        <source>Picture of the datasheet</source>
        <translation>Picture of the datasheet</translation>
    </message>
    <message>
        <source>This is how the map is drawn now. It will be shown in the lists of datasheets, and by the metadata record.</source>
        <translation>This is how the map is drawn now. It will be shown in the lists of datasheets, and by the metadata record.</translation>
    </message>
    <message>
        <source>Preview of the picture</source>
        <translation>Preview of the picture</translation>
    </message>
</context><context>
    <name>TileOptionsBox</name>
    <message>
        <source>How tiles are cut</source>
        <translation>How tiles are cut</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>Layer</translation>
    </message>
    <message>
        <source>Zoom levels</source>
        <translation>Zoom levels</translation>
    </message>
    <message>
        <source>First zoom level, the smallest scale</source>
        <translation>First zoom level, the smallest scale</translation>
    </message>
    <message>
        <source>to</source>
        <translation>to</translation>
    </message>
    <message>
        <source>Last zoom level, the largest scale</source>
        <translation>Last zoom level, the largest scale</translation>
    </message>
    <message>
        <source>Back to the suggested levels</source>
        <translation>Back to the suggested levels</translation>
    </message>
    <message>
        <source>Back to the levels that the layer's extent, density and scale limits suggest</source>
        <translation>Back to the levels that the layer's extent, density and scale limits suggest</translation>
    </message>
    <message>
        <source>Attributes</source>
        <translation>Attributes</translation>
    </message>
    <message>
        <source>Generalisation</source>
        <translation>Generalisation</translation>
    </message>
    <message>
        <source>Part of the data</source>
        <translation>Part of the data</translation>
    </message>
    <message>
        <source>Draw a sample…</source>
        <translation>Draw a sample…</translation>
    </message>
    <message>
        <source>Draw a rectangle on the map: only that part is cut, to try things out (Escape cancels)</source>
        <translation>Draw a rectangle on the map: only that part is cut, to try things out (Escape cancels)</translation>
    </message>
    <message>
        <source>All of the data again</source>
        <translation>All of the data again</translation>
    </message>
    <message>
        <source>Forget the sample area</source>
        <translation>Forget the sample area</translation>
    </message>
</context><context>
    <name>UnpublishDialog</name>
    <message>
        <source>Unpublish a service</source>
        <translation>Unpublish a service</translation>
    </message>
    <message>
        <source>What will be deleted</source>
        <translation>What will be deleted</translation>
    </message>
</context><context>
    <name>WordsDialog</name>
    <message>
        <source>Texts of the service</source>
        <translation>Texts of the service</translation>
    </message>
    <message>
        <source>&amp;Title:</source>
        <translation>&amp;Title:</translation>
    </message>
    <message>
        <source>&amp;Description:</source>
        <translation>&amp;Description:</translation>
    </message>
    <message>
        <source>&amp;Keywords, separated by commas:</source>
        <translation>&amp;Keywords, separated by commas:</translation>
    </message>
    <message>
        <source>T&amp;ables that the service shows:</source>
        <translation>T&amp;ables that the service shows:</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>Table</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Title</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Description</translation>
    </message>
    <message>
        <source>Keywords</source>
        <translation>Keywords</translation>
    </message>
</context></TS>
