<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fr_FR" sourcelanguage="en">
    <context>
    <name>AccountBar</name>
    <message>
        <source>Sign &amp;in</source>
        <translation>Se &amp;connecter</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>&amp;Annuler</translation>
    </message>
    <message>
        <source>Datastore</source>
        <translation>Entrepôt</translation>
    </message>
    <message>
        <source>Datastore to publish in</source>
        <translation>Entrepôt dans lequel publier</translation>
    </message>
    <message>
        <source>Account and options</source>
        <translation>Compte et options</translation>
    </message>
    <message>
        <source>&amp;Join “Découverte” on the website</source>
        <translation>&amp;Rejoindre « Découverte » sur le site</translation>
    </message>
    <message>
        <source>Space used in the datastore</source>
        <translation>Espace occupé dans l'entrepôt</translation>
    </message>
</context><context>
    <name>CartesGouv</name>
    <message>
        <source>cartes.gouv.fr</source>
        <translation>cartes.gouv.fr</translation>
    </message>
    <message>
        <source>Publish on cartes.gouv.fr…</source>
        <translation>Publier sur cartes.gouv.fr…</translation>
    </message>
    <message>
        <source>Publications on cartes.gouv.fr</source>
        <translation>Publications sur cartes.gouv.fr</translation>
    </message>
    <message>
        <source>Publishing on cartes.gouv.fr</source>
        <translation>Publier sur cartes.gouv.fr</translation>
    </message>
    <message>
        <source>My datasheets on cartes.gouv.fr</source>
        <translation>Mes fiches de données sur cartes.gouv.fr</translation>
    </message>
    <message>
        <source>Open on the website</source>
        <translation>Voir sur le site</translation>
    </message>
    <message>
        <source>Show in the dock</source>
        <translation>Afficher dans le panneau</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>Se connecter</translation>
    </message>
    <message>
        <source>Copy the address</source>
        <translation>Copier l'adresse</translation>
    </message>
    <message>
        <source>Copy the GetCapabilities address</source>
        <translation>Copier l'adresse GetCapabilities</translation>
    </message>
    <message>
        <source>The layer “{what}” is not in the projection that was announced: publish it in its own, or in the one of the other layers.</source>
        <translation>La couche « {what} » n'est pas dans la projection annoncée : publiez-la dans la sienne, ou dans celle des autres couches.</translation>
    </message>
    <message>
        <source>The platform does not take the name of the table “{what}”: rename the layer.</source>
        <translation>La plateforme n'accepte pas le nom de table « {what} » : renommez la couche.</translation>
    </message>
    <message>
        <source>“{what}” is no vector layer: leave it out.</source>
        <translation>« {what} » n'est pas une couche vecteur : retirez-la.</translation>
    </message>
    <message>
        <source>Two layers have become the table “{what}”: rename one of them.</source>
        <translation>Deux couches sont devenues la table « {what} » : renommez l'une d'elles.</translation>
    </message>
    <message>
        <source>The platform does not know the projection {what}: choose another.</source>
        <translation>La plateforme ne connaît pas la projection {what} : choisissez-en une autre.</translation>
    </message>
    <message>
        <source>The layer “{what}” has no projection: set it in its properties, then send it again.</source>
        <translation>La couche « {what} » n'a pas de projection : indiquez-la dans ses propriétés, puis renvoyez-la.</translation>
    </message>
    <message>
        <source>The layer “{what}” holds texts that cannot be read: correct the encoding in its properties.</source>
        <translation>La couche « {what} » contient des textes illisibles : corrigez l'encodage dans ses propriétés.</translation>
    </message>
    <message>
        <source>The layer “{what}” has no row: leave it out, or fill it.</source>
        <translation>La couche « {what} » ne contient aucun objet : retirez-la, ou complétez-la.</translation>
    </message>
    <message>
        <source>No row of the layer “{what}” has a geometry: leave it out.</source>
        <translation>Aucun objet de la couche « {what} » n'a de géométrie : retirez-la.</translation>
    </message>
    <message>
        <source>Geometries were refused: repair them in QGIS (Fix geometries), then send them again.</source>
        <translation>Des géométries ont été refusées : corrigez-les dans QGIS (Réparer les géométries), puis renvoyez-les.</translation>
    </message>
    <message>
        <source>The file was damaged on its way: send it again, nothing has to be changed.</source>
        <translation>Le fichier a été abîmé en chemin : renvoyez-le, il n'y a rien à changer.</translation>
    </message>
    <message>
        <source>The platform could not read the file: prepare it again from its layers.</source>
        <translation>La plateforme n'a pas pu lire le fichier : préparez-le de nouveau à partir de ses couches.</translation>
    </message>
    <message>
        <source>The file “{what}” is empty.</source>
        <translation>Le fichier « {what} » est vide.</translation>
    </message>
    <message>
        <source>The file holds no vector layer.</source>
        <translation>Le fichier ne contient aucune couche vecteur.</translation>
    </message>
    <message>
        <source>The platform lacked room: delete datasheets, then try again.</source>
        <translation>La plateforme a manqué de place : supprimez des fiches de données, puis réessayez.</translation>
    </message>
    <message>
        <source>Flora and fauna</source>
        <translation>Biote (flore et faune)</translation>
    </message>
    <message>
        <source>Boundaries</source>
        <translation>Limites</translation>
    </message>
    <message>
        <source>Climate, weather, atmosphere</source>
        <translation>Climatologie, météorologie, atmosphère</translation>
    </message>
    <message>
        <source>Economy</source>
        <translation>Économie</translation>
    </message>
    <message>
        <source>Elevation</source>
        <translation>Altitude</translation>
    </message>
    <message>
        <source>Environment</source>
        <translation>Environnement</translation>
    </message>
    <message>
        <source>Farming</source>
        <translation>Agriculture</translation>
    </message>
    <message>
        <source>Geoscientific information</source>
        <translation>Informations géoscientifiques</translation>
    </message>
    <message>
        <source>Health</source>
        <translation>Santé</translation>
    </message>
    <message>
        <source>Imagery, base maps, land cover</source>
        <translation>Imagerie, cartes de base, occupation des terres</translation>
    </message>
    <message>
        <source>Intelligence and military</source>
        <translation>Renseignement et secteur militaire</translation>
    </message>
    <message>
        <source>Inland waters</source>
        <translation>Eaux intérieures</translation>
    </message>
    <message>
        <source>Location</source>
        <translation>Localisation</translation>
    </message>
    <message>
        <source>Oceans</source>
        <translation>Océans</translation>
    </message>
    <message>
        <source>Planning and cadastre</source>
        <translation>Planification et cadastre</translation>
    </message>
    <message>
        <source>Society</source>
        <translation>Société</translation>
    </message>
    <message>
        <source>Structures</source>
        <translation>Constructions et ouvrages</translation>
    </message>
    <message>
        <source>Transportation</source>
        <translation>Transport</translation>
    </message>
    <message>
        <source>Utilities and communication</source>
        <translation>Services d’utilité publique et communication</translation>
    </message>
    <message>
        <source>By name</source>
        <translation>Par nom</translation>
    </message>
    <message>
        <source>Latest first</source>
        <translation>Les plus récentes d'abord</translation>
    </message>
    <message>
        <source>By state</source>
        <translation>Par état</translation>
    </message>
    <message numerus="yes">
        <source>Published (%n service(s))</source>
        <translation>
            <numerusform>Publiée (%n service)</numerusform>
            <numerusform>Publiée (%n services)</numerusform>
        </translation>
    </message>
    <message>
        <source>Not published</source>
        <translation>Non publiée</translation>
    </message>
    <message>
        <source>To resume: the delivery is unfinished</source>
        <translation>À reprendre : la livraison est inachevée</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Échec</translation>
    </message>
    <message>
        <source>State being asked…</source>
        <translation>État en cours de lecture…</translation>
    </message>
    <message>
        <source>{state} · {owner}, read-only</source>
        <translation>{state} · {owner}, lecture seule</translation>
    </message>
    <message>
        <source>{state} · somebody else's, read-only</source>
        <translation>{state} · à quelqu'un d'autre, en lecture seule</translation>
    </message>
    <message>
        <source>{reason} This is the list of {moment}.</source>
        <translation>{reason} Voici la liste du {moment}.</translation>
    </message>
    <message>
        <source>Listing the datasheets…</source>
        <translation>Recherche des fiches de données…</translation>
    </message>
    <message>
        <source>None of the datasheets is yours yet. “Everybody's” shows those of others.</source>
        <translation>Aucune fiche de données n'est encore à vous. « Celles de tous » montre celles des autres.</translation>
    </message>
    <message>
        <source>No datasheet has these words in its title.</source>
        <translation>Aucune fiche de données n'a ces mots dans son titre.</translation>
    </message>
    <message>
        <source>the data, to query and download</source>
        <translation>les données, à interroger et à télécharger</translation>
    </message>
    <message>
        <source>images in the layers' style</source>
        <translation>des images dans le style des couches</translation>
    </message>
    <message>
        <source>vector tiles, fast on the web</source>
        <translation>des tuiles vectorielles, rapides sur le web</translation>
    </message>
    <message>
        <source>Options of the WFS</source>
        <translation>Options du WFS</translation>
    </message>
    <message>
        <source>Options of the WMS-Vector</source>
        <translation>Options du WMS-Vecteur</translation>
    </message>
    <message>
        <source>Options of the TMS</source>
        <translation>Options du TMS</translation>
    </message>
    <message>
        <source>Are not looked for</source>
        <translation>Ne pas les chercher</translation>
    </message>
    <message>
        <source>Are counted first</source>
        <translation>Les compter d'abord</translation>
    </message>
    <message>
        <source>Are repaired</source>
        <translation>Les réparer</translation>
    </message>
    <message>
        <source>Another one…</source>
        <translation>Un autre…</translation>
    </message>
    <message>
        <source>Everybody</source>
        <translation>Tout public</translation>
    </message>
    <message>
        <source>The members of this datastore</source>
        <translation>Les membres de cet entrepôt</translation>
    </message>
    <message>
        <source>“Découverte” only has services that are open to everybody.</source>
        <translation>« Découverte » n’a que des services tout public.</translation>
    </message>
    <message>
        <source>This datastore has no restricted access point for this service.</source>
        <translation>Cet entrepôt n’a pas de point d’accès restreint pour ce service.</translation>
    </message>
    <message>
        <source>As QGIS shows the layers now</source>
        <translation>Comme QGIS montre les couches en ce moment</translation>
    </message>
    <message>
        <source>None: a plain symbol</source>
        <translation>Aucune : un symbole simple</translation>
    </message>
    <message>
        <source>None: readers choose their own</source>
        <translation>Aucune : chacun choisit la sienne</translation>
    </message>
    <message>
        <source>SLD, for any software</source>
        <translation>SLD, pour tout logiciel</translation>
    </message>
    <message>
        <source>QML, whole, for QGIS only</source>
        <translation>QML, complet, pour QGIS seulement</translation>
    </message>
    <message>
        <source>A technical name begins with “{prefix}.”, and has letters without accents, digits, “_”, “-” and “.” only.</source>
        <translation>Un nom technique commence par « {prefix}. » et n’a que des lettres sans accent, des chiffres, « _ », « - » et « . ».</translation>
    </message>
    <message>
        <source>A technical name begins with a letter or “_”, and has letters without accents, digits, “_”, “-” and “.” only.</source>
        <translation>Un nom technique commence par une lettre ou « _ » et n’a que des lettres sans accent, des chiffres, « _ », « - » et « . ».</translation>
    </message>
    <message>
        <source>This name is taken: “{name}” will be used.</source>
        <translation>Ce nom est pris : « {name} » sera utilisé.</translation>
    </message>
    <message>
        <source>Correct the technical name of the {service} service.</source>
        <translation>Corrigez le nom technique du service {service}.</translation>
    </message>
    <message>
        <source>The last zoom level of the tiles comes before the first one.</source>
        <translation>Le dernier niveau de zoom des tuiles vient avant le premier.</translation>
    </message>
    <message>
        <source>Simplify mixed data</source>
        <translation>Simplification de données hétérogènes</translation>
    </message>
    <message>
        <source>Outlines lose the points nobody can see; every object stays.</source>
        <translation>Les contours perdent les points que personne ne voit ; tous les objets restent.</translation>
    </message>
    <message>
        <source>Simplify a network</source>
        <translation>Simplification de réseau</translation>
    </message>
    <message>
        <source>Lines are simplified between crossings; crossings do not move: roads and rivers stay connected.</source>
        <translation>Les lignes sont simplifiées entre les croisements, qui ne bougent pas : routes et rivières restent connectées.</translation>
    </message>
    <message>
        <source>Simplify other lines</source>
        <translation>Simplification de données linéaires autres</translation>
    </message>
    <message>
        <source>Lines are simplified, and the smallest leave the tiles that are too full.</source>
        <translation>Les lignes sont simplifiées ; les plus petites quittent les tuiles trop pleines.</translation>
    </message>
    <message>
        <source>Schematic areas</source>
        <translation>Schématisation de données surfaciques</translation>
    </message>
    <message>
        <source>Outlines follow a coarse grid at small scales, for a map read at a glance.</source>
        <translation>Aux petites échelles, les contours suivent une grille grossière, pour une carte lue d’un coup d’œil.</translation>
    </message>
    <message>
        <source>Select areas (3 attributes at most)</source>
        <translation>Sélection de données surfaciques (3 attributs au plus)</translation>
    </message>
    <message>
        <source>Neighbours with the same attributes are merged; the densest and the smallest areas leave full tiles.</source>
        <translation>Les voisins de mêmes attributs sont fusionnés ; les surfaces les plus denses et les plus petites quittent les tuiles pleines.</translation>
    </message>
    <message>
        <source>Merge areas by attributes (3 at most)</source>
        <translation>Fusion attributaire de données surfaciques (3 attributs au plus)</translation>
    </message>
    <message>
        <source>Neighbours with the same attributes become one area; the smallest leave full tiles.</source>
        <translation>Les voisins de mêmes attributs ne font plus qu’une surface ; les plus petites quittent les tuiles pleines.</translation>
    </message>
    <message>
        <source>Keep shared borders</source>
        <translation>Harmonisation de données surfaciques</translation>
    </message>
    <message>
        <source>Areas that touch are simplified together: no gap and no overlap between neighbours.</source>
        <translation>Les surfaces qui se touchent sont simplifiées ensemble : ni vide ni recouvrement entre voisines.</translation>
    </message>
    <message>
        <source>Keep {limit} attributes at most: with more of them, no two neighbours are alike.</source>
        <translation>Gardez {limit} attributs au plus : au-delà, deux voisins ne se ressemblent jamais.</translation>
    </message>
    <message>
        <source>Suggested from the layer's extent, density and scale limits.</source>
        <translation>Suggérés d’après l’emprise, la densité et les limites d’échelle de la couche.</translation>
    </message>
    <message>
        <source>Suggested once the rows of the layer are counted.</source>
        <translation>Suggérés quand les entités de la couche seront comptées.</translation>
    </message>
    <message>
        <source>All of the data.</source>
        <translation>Toutes les données.</translation>
    </message>
    <message>
        <source>Sample: from {west}° to {east}° of longitude, {south}° to {north}° of latitude.</source>
        <translation>Échantillon : de {west}° à {east}° de longitude, de {south}° à {north}° de latitude.</translation>
    </message>
    <message>
        <source>This rectangle is not an area of the earth: draw another one.</source>
        <translation>Ce rectangle n’est pas une zone de la Terre : dessinez-en un autre.</translation>
    </message>
    <message>
        <source>Without a producer and a contact e-mail, no metadata record is written; the website's editor can do it later.</source>
        <translation>Sans producteur ni adresse de contact, aucune fiche de métadonnées n’est écrite ; l’éditeur du site pourra le faire plus tard.</translation>
    </message>
    <message>
        <source>This contact does not look like an e-mail address.</source>
        <translation>Ce contact ne ressemble pas à une adresse électronique.</translation>
    </message>
    <message>
        <source>The website's form wants 2 to 99 characters for the producer.</source>
        <translation>Le formulaire du site veut de 2 à 99 caractères pour le producteur.</translation>
    </message>
    <message>
        <source>{email} will be shown to everybody in the catalogue.</source>
        <translation>{email} sera visible de tous dans le catalogue.</translation>
    </message>
    <message>
        <source>Location, if nothing is ticked</source>
        <translation>Localisation, si rien n’est coché</translation>
    </message>
    <message>
        <source>The layers are added to your datasheet “{title}”.</source>
        <translation>Les couches s’ajoutent à votre fiche de données « {title} ».</translation>
    </message>
    <message>
        <source>About {size} to send, {time} in all</source>
        <translation>Environ {size} à envoyer, {time} en tout</translation>
    </message>
    <message>
        <source>The layers are being read…</source>
        <translation>Lecture des couches…</translation>
    </message>
    <message>
        <source>edits</source>
        <translation>modifiée</translation>
    </message>
    <message>
        <source>filter</source>
        <translation>filtrée</translation>
    </message>
    <message>
        <source>Asking the platform…</source>
        <translation>Interrogation de la plateforme…</translation>
    </message>
    <message>
        <source>Nothing is served yet: it comes at the end of the publication.</source>
        <translation>Rien n'est encore diffusé : ce sera le cas à la fin de la publication.</translation>
    </message>
    <message>
        <source>This datasheet has no service.</source>
        <translation>Cette fiche de données n'a pas de service.</translation>
    </message>
    <message>
        <source>This datasheet is somebody else's: it can be looked at and used.</source>
        <translation>Cette fiche de données est à quelqu'un d'autre : vous pouvez la consulter et l'utiliser.</translation>
    </message>
    <message>
        <source>being opened</source>
        <translation>en cours d'ouverture</translation>
    </message>
    <message>
        <source>being changed</source>
        <translation>en cours de modification</translation>
    </message>
    <message>
        <source>being closed</source>
        <translation>en cours de fermeture</translation>
    </message>
    <message>
        <source>out of order</source>
        <translation>en panne</translation>
    </message>
    <message>
        <source>[{state}] {title}</source>
        <translation>[{state}] {title}</translation>
    </message>
    <message>
        <source>The texts of a service of “{title}” are changed.</source>
        <translation>Les textes d'un service de « {title} » sont modifiés.</translation>
    </message>
    <message>
        <source>A service of “{title}” has its new look.</source>
        <translation>Un service de « {title} » a son nouveau style.</translation>
    </message>
    <message>
        <source>A service of “{title}” has another default style.</source>
        <translation>Un service de « {title} » a un autre style par défaut.</translation>
    </message>
    <message>
        <source>A style of a service of “{title}” is removed.</source>
        <translation>Un style d'un service de « {title} » est retiré.</translation>
    </message>
    <message>
        <source>A service of “{title}” is closed; the data is still there.</source>
        <translation>Un service de « {title} » est dépublié ; les données sont toujours là.</translation>
    </message>
    <message>
        <source>“{title}” has its new picture.</source>
        <translation>« {title} » a sa nouvelle vignette.</translation>
    </message>
    <message>
        <source>“{title}” has one more document.</source>
        <translation>« {title} » a un document de plus.</translation>
    </message>
    <message>
        <source>A document of “{title}” is removed.</source>
        <translation>Un document de « {title} » est retiré.</translation>
    </message>
    <message>
        <source>Show its services and metadata</source>
        <translation>Voir ses services et ses métadonnées</translation>
    </message>
    <message>
        <source>Add this ser&amp;vice</source>
        <translation>Ajouter ce ser&amp;vice</translation>
    </message>
    <message>
        <source>&amp;Compare with</source>
        <translation>&amp;Comparer avec</translation>
    </message>
    <message>
        <source>&amp;Links</source>
        <translation>&amp;Liens</translation>
    </message>
    <message>
        <source>Copy the &amp;GetCapabilities address</source>
        <translation>Copier l'adresse &amp;GetCapabilities</translation>
    </message>
    <message>
        <source>Copy the address of the tiles' description</source>
        <translation>Copier l'adresse de la description des tuiles</translation>
    </message>
    <message>
        <source>Copy the &amp;address</source>
        <translation>Copier l'&amp;adresse</translation>
    </message>
    <message>
        <source>Copy the address of the &amp;page on cartes.gouv.fr</source>
        <translation>Copier l'adresse de la &amp;page sur cartes.gouv.fr</translation>
    </message>
    <message>
        <source>&amp;Open the page on cartes.gouv.fr</source>
        <translation>&amp;Ouvrir la page sur cartes.gouv.fr</translation>
    </message>
    <message>
        <source>&amp;Texts…</source>
        <translation>&amp;Textes…</translation>
    </message>
    <message>
        <source>St&amp;yles…</source>
        <translation>St&amp;yles…</translation>
    </message>
    <message>
        <source>&amp;Unpublish…</source>
        <translation>&amp;Dépublier…</translation>
    </message>
    <message>
        <source>The project has no vector layer</source>
        <translation>Le projet n'a pas de couche vecteur</translation>
    </message>
    <message>
        <source>{style} (default)</source>
        <translation>{style} (par défaut)</translation>
    </message>
    <message>
        <source>QGIS style</source>
        <translation>Style QGIS</translation>
    </message>
    <message>
        <source>Unchanged</source>
        <translation>Inchangé</translation>
    </message>
    <message>
        <source>No longer there</source>
        <translation>N'y est plus</translation>
    </message>
    <message>
        <source>Choose a layer</source>
        <translation>Choisir une couche</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
    <message>
        <source>The service “{service}” will be closed: nobody will be able to use its address any more. The data stays, and a service can be made from it again.</source>
        <translation>Le service « {service} » va être dépublié : plus personne ne pourra utiliser son adresse. Les données restent, et un service pourra de nouveau en être tiré.</translation>
    </message>
    <message>
        <source>Unpublish</source>
        <translation>Dépublier</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Titre</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Description</translation>
    </message>
    <message>
        <source>Organisation</source>
        <translation>Organisme</translation>
    </message>
    <message>
        <source>Contact</source>
        <translation>Contact</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>Création</translation>
    </message>
    <message>
        <source>Record updated</source>
        <translation>Fiche mise à jour</translation>
    </message>
    <message>
        <source>Extent</source>
        <translation>Emprise</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>Licence</translation>
    </message>
    <message>
        <source>Keywords</source>
        <translation>Mots-clés</translation>
    </message>
    <message>
        <source>longitude {west}° to {east}°, latitude {south}° to {north}°</source>
        <translation>longitude de {west}° à {east}°, latitude de {south}° à {north}°</translation>
    </message>
    <message>
        <source>No metadata record yet: it comes with the first service whose contacts are known.</source>
        <translation>Pas encore de fiche de métadonnées : elle vient avec le premier service dont les contacts sont connus.</translation>
    </message>
    <message>
        <source>No picture</source>
        <translation>Pas de vignette</translation>
    </message>
    <message>
        <source>{name} (link)</source>
        <translation>{name} (lien)</translation>
    </message>
    <message>
        <source>Document to add</source>
        <translation>Document à ajouter</translation>
    </message>
    <message>
        <source>A document has {size} at most, and must not be empty.</source>
        <translation>Un document fait au plus {size} et ne doit pas être vide.</translation>
    </message>
    <message>
        <source>Remove a document</source>
        <translation>Retirer un document</translation>
    </message>
    <message>
        <source>Remove “{name}” from the datasheet? This cannot be undone.</source>
        <translation>Retirer « {name} » de la fiche de données ? C'est irréversible.</translation>
    </message>
    <message>
        <source>A service shows the table “{table}”: choose a layer for it.</source>
        <translation>Un service diffuse la table « {table} » : choisissez une couche pour elle.</translation>
    </message>
    <message>
        <source>Choose at least one layer.</source>
        <translation>Choisissez au moins une couche.</translation>
    </message>
    <message>
        <source>Each table needs a layer of its own.</source>
        <translation>Il faut une couche différente pour chaque table.</translation>
    </message>
    <message>
        <source>Looking at what the services need of the new data…</source>
        <translation>Lecture de ce que les services attendent des nouvelles données…</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>Remplacer</translation>
    </message>
    <message>
        <source>Newer data for “{title}”. Its services keep their addresses and serve the old data until the new data is ready; the old data is deleted then.</source>
        <translation>Des données plus récentes pour « {title} ». Ses services gardent leurs adresses et diffusent les anciennes données jusqu'à ce que les nouvelles soient prêtes ; les anciennes sont alors supprimées.</translation>
    </message>
    <message>
        <source>{elapsed} of about {expected}</source>
        <translation>{elapsed} sur {expected} environ</translation>
    </message>
    <message>
        <source>about {time}</source>
        <translation>environ {time}</translation>
    </message>
    <message>
        <source>“{title}” is added, but its style could not be read: QGIS draws it in a style of its own.</source>
        <translation>« {title} » est ajouté, mais son style n'a pas pu être lu : QGIS le dessine à sa façon.</translation>
    </message>
    <message>
        <source>Preparation</source>
        <translation>Préparation</translation>
    </message>
    <message>
        <source>Upload</source>
        <translation>Chargement</translation>
    </message>
    <message>
        <source>Checks</source>
        <translation>Vérifications</translation>
    </message>
    <message>
        <source>Integration</source>
        <translation>Intégration</translation>
    </message>
    <message>
        <source>Services</source>
        <translation>Services</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>en attente</translation>
    </message>
    <message>
        <source>in progress</source>
        <translation>en cours</translation>
    </message>
    <message>
        <source>done</source>
        <translation>terminé</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>en échec</translation>
    </message>
    <message>
        <source>the platform is checking the delivery</source>
        <translation>la plateforme vérifie la livraison</translation>
    </message>
    <message>
        <source>the platform is loading the data</source>
        <translation>la plateforme intègre les données</translation>
    </message>
    <message>
        <source>the platform is cutting the tiles</source>
        <translation>la plateforme calcule les tuiles</translation>
    </message>
    <message>
        <source>the platform is opening the service</source>
        <translation>la plateforme ouvre le service</translation>
    </message>
    <message>
        <source>the website, or another machine, is working on this delivery</source>
        <translation>le site, ou une autre machine, travaille sur cette livraison</translation>
    </message>
    <message>
        <source>making sure that nobody else is working on this delivery</source>
        <translation>on s’assure que personne d’autre ne travaille sur cette livraison</translation>
    </message>
    <message>
        <source>the platform answers “{word}”, a status that this version does not know</source>
        <translation>la plateforme répond « {word} », un état que cette version ne connaît pas</translation>
    </message>
    <message>
        <source>another file is being sent first</source>
        <translation>un autre fichier est envoyé d'abord</translation>
    </message>
    <message>
        <source>no connection; it goes on by itself</source>
        <translation>pas de connexion ; la suite se fera d'elle-même</translation>
    </message>
    <message>
        <source>the platform asks for a short pause</source>
        <translation>la plateforme demande une courte pause</translation>
    </message>
    <message>
        <source>the platform is in trouble; it goes on by itself</source>
        <translation>la plateforme est en difficulté ; la suite se fera d'elle-même</translation>
    </message>
    <message>
        <source>sign in to go on</source>
        <translation>connectez-vous pour continuer</translation>
    </message>
    <message>
        <source>followed in another QGIS window</source>
        <translation>suivie dans une autre fenêtre de QGIS</translation>
    </message>
    <message>
        <source>Published</source>
        <translation>Publiée</translation>
    </message>
    <message>
        <source>Stopped at: {stage}</source>
        <translation>Arrêtée à l'étape {stage}</translation>
    </message>
    <message>
        <source>{stage} failed: {reason}</source>
        <translation>{stage} en échec : {reason}</translation>
    </message>
    <message>
        <source>{stage}: {what}</source>
        <translation>{stage} : {what}</translation>
    </message>
    <message>
        <source>{done} of {total}</source>
        <translation>{done} sur {total}</translation>
    </message>
    <message>
        <source>{sizes}, {rate}, {time} left</source>
        <translation>{sizes}, {rate}, encore {time}</translation>
    </message>
    <message>
        <source>{percent} %</source>
        <translation>{percent} %</translation>
    </message>
    <message>
        <source>Publication asked for</source>
        <translation>Publication demandée</translation>
    </message>
    <message>
        <source>Sent to the platform</source>
        <translation>Envoyé à la plateforme</translation>
    </message>
    <message>
        <source>Stage reached</source>
        <translation>Étape</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Attente</translation>
    </message>
    <message>
        <source>Trouble on the way, tried again</source>
        <translation>Difficulté en chemin, nouvel essai</translation>
    </message>
    <message>
        <source>Stopped by you</source>
        <translation>Arrêtée par vous</translation>
    </message>
    <message>
        <source>Resumed</source>
        <translation>Reprise</translation>
    </message>
    <message>
        <source>Try again. If it happens again, copy the report and send it to the plugin's authors.</source>
        <translation>Réessayez. Si cela se reproduit, copiez le rapport et envoyez-le aux auteurs de l'extension.</translation>
    </message>
    <message>
        <source>The platform cannot be reached.</source>
        <translation>La plateforme est injoignable.</translation>
    </message>
    <message>
        <source>Check your connection and the proxy in QGIS's network options, then try again.</source>
        <translation>Vérifiez votre connexion et le proxy dans les options réseau de QGIS, puis réessayez.</translation>
    </message>
    <message>
        <source>The platform receives too many requests.</source>
        <translation>La plateforme reçoit trop de requêtes.</translation>
    </message>
    <message>
        <source>Wait a minute, then try again.</source>
        <translation>Attendez une minute, puis réessayez.</translation>
    </message>
    <message>
        <source>The platform has a problem of its own.</source>
        <translation>La plateforme rencontre un problème.</translation>
    </message>
    <message>
        <source>Nothing is lost. Try again later.</source>
        <translation>Rien n'est perdu. Réessayez plus tard.</translation>
    </message>
    <message>
        <source>The platform's answer could not be read.</source>
        <translation>La réponse de la plateforme n'a pas pu être lue.</translation>
    </message>
    <message>
        <source>The platform may have changed: look for a newer version of the plugin, then try again.</source>
        <translation>La plateforme a peut-être changé : cherchez une version plus récente de l'extension, puis réessayez.</translation>
    </message>
    <message>
        <source>You are not signed in, or your session has ended.</source>
        <translation>Vous n'êtes pas connecté, ou votre session a pris fin.</translation>
    </message>
    <message>
        <source>Sign in; the publication goes on from where it was.</source>
        <translation>Connectez-vous ; la publication reprendra là où elle en était.</translation>
    </message>
    <message>
        <source>You lack the right to do this in this datastore.</source>
        <translation>Il vous manque le droit de faire cela dans cet entrepôt.</translation>
    </message>
    <message>
        <source>Ask the datastore's administrator for it. If you have just joined, wait a minute or two, then try again.</source>
        <translation>Demandez-le à l'administrateur de l'entrepôt. Si vous venez de le rejoindre, patientez une minute ou deux, puis réessayez.</translation>
    </message>
    <message>
        <source>You have not joined “Découverte”, the platform's sandbox, yet.</source>
        <translation>Vous n'avez pas encore rejoint « Découverte », l'espace d'essai de la plateforme.</translation>
    </message>
    <message>
        <source>Open it once on cartes.gouv.fr with your account, wait a minute, then try again.</source>
        <translation>Ouvrez-le une fois sur cartes.gouv.fr avec votre compte, attendez une minute, puis réessayez.</translation>
    </message>
    <message>
        <source>The datastore is full: a quota of the platform is reached.</source>
        <translation>L'entrepôt est plein : un quota de la plateforme est atteint.</translation>
    </message>
    <message>
        <source>Delete datasheets that are no longer needed, then try again.</source>
        <translation>Supprimez les fiches de données devenues inutiles, puis réessayez.</translation>
    </message>
    <message>
        <source>What was needed no longer exists on the platform.</source>
        <translation>Un élément nécessaire n'existe plus sur la plateforme.</translation>
    </message>
    <message>
        <source>It was probably deleted elsewhere. Publish the layers again.</source>
        <translation>Il a sans doute été supprimé ailleurs. Publiez les couches à nouveau.</translation>
    </message>
    <message>
        <source>The name is taken, or something still uses what was to change.</source>
        <translation>Le nom est déjà pris, ou ce qui devait changer est encore utilisé.</translation>
    </message>
    <message>
        <source>Choose another technical name, or try again in a moment.</source>
        <translation>Choisissez un autre nom technique, ou réessayez dans un moment.</translation>
    </message>
    <message>
        <source>The platform refused the request.</source>
        <translation>La plateforme a refusé la demande.</translation>
    </message>
    <message>
        <source>Correct what is listed here, then try again.</source>
        <translation>Corrigez ce qui est indiqué ici, puis réessayez.</translation>
    </message>
    <message>
        <source>This belongs to somebody else; nothing was changed.</source>
        <translation>Ceci appartient à quelqu'un d'autre ; rien n'a été modifié.</translation>
    </message>
    <message>
        <source>Only what you published yourself can be changed from QGIS.</source>
        <translation>Seul ce que vous avez publié vous-même peut être modifié depuis QGIS.</translation>
    </message>
    <message>
        <source>The layers cannot be published as they are.</source>
        <translation>Les couches ne peuvent pas être publiées en l'état.</translation>
    </message>
    <message>
        <source>Correct what is listed here, then publish again.</source>
        <translation>Corrigez ce qui est indiqué ici, puis publiez à nouveau.</translation>
    </message>
    <message>
        <source>QGIS closed while the layers were being prepared.</source>
        <translation>QGIS s'est fermé pendant la préparation des couches.</translation>
    </message>
    <message>
        <source>Press “Resume” to prepare them again.</source>
        <translation>Cliquez sur « Reprendre » pour les préparer à nouveau.</translation>
    </message>
    <message>
        <source>The platform's checks refused the data.</source>
        <translation>Les vérifications de la plateforme ont refusé les données.</translation>
    </message>
    <message>
        <source>Correct the layers as the report says, then send them again to the same datasheet.</source>
        <translation>Corrigez les couches d'après le rapport, puis envoyez-les à nouveau dans la même fiche de données.</translation>
    </message>
    <message>
        <source>The platform could not load the data in its database.</source>
        <translation>La plateforme n'a pas pu intégrer les données dans sa base.</translation>
    </message>
    <message>
        <source>Read the report; correct the layers if it names them, otherwise try again.</source>
        <translation>Lisez le rapport ; corrigez les couches s'il les met en cause, sinon réessayez.</translation>
    </message>
    <message>
        <source>The data is there, but the platform could not serve it.</source>
        <translation>Les données sont là, mais la plateforme n'a pas pu les diffuser.</translation>
    </message>
    <message>
        <source>Try again; the data need not be sent a second time.</source>
        <translation>Réessayez ; il n'est pas nécessaire d'envoyer les données une seconde fois.</translation>
    </message>
    <message>
        <source>The datastore has no access point for this service.</source>
        <translation>L'entrepôt n'a pas de point d'accès pour ce service.</translation>
    </message>
    <message>
        <source>In “Découverte” every service is open to everybody: publish without restricted access, or to another datastore.</source>
        <translation>Dans « Découverte », tout service est ouvert à tous : publiez sans accès restreint, ou dans un autre entrepôt.</translation>
    </message>
    <message>
        <source>The prepared file has disappeared from this computer.</source>
        <translation>Le fichier préparé a disparu de cet ordinateur.</translation>
    </message>
    <message>
        <source>Press “Resume” to prepare the layers again.</source>
        <translation>Cliquez sur « Reprendre » pour préparer à nouveau les couches.</translation>
    </message>
    <message>
        <source>There is too little room on this computer's disk.</source>
        <translation>Il reste trop peu de place sur le disque de cet ordinateur.</translation>
    </message>
    <message>
        <source>Free some space, then publish the layers again.</source>
        <translation>Libérez de l'espace, puis publiez les couches à nouveau.</translation>
    </message>
    <message>
        <source>Repaired by itself</source>
        <translation>Réparé automatiquement</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>Avertissement</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>Refus</translation>
    </message>
    <message>
        <source>has unsaved edits, published as they are shown</source>
        <translation>modifications non enregistrées, publiées telles qu'affichées</translation>
    </message>
    <message>
        <source>filtered: only the rows shown are published</source>
        <translation>filtrée : seules les entités affichées sont publiées</translation>
    </message>
    <message>
        <source>That of the layers</source>
        <translation>Celle des couches</translation>
    </message>
    <message>
        <source>The website's own form would not accept this title (it knows letters, digits, spaces and - . _ ~ ! $ &amp; ' ( ) * + , ; : @). It can be published all the same.</source>
        <translation>Le formulaire du site n'accepterait pas ce titre (il connaît les lettres, les chiffres, les espaces et - . _ ~ ! $ &amp; ' ( ) * + , ; : @). La publication reste possible.</translation>
    </message>
    <message>
        <source>Tick at least one layer.</source>
        <translation>Cochez au moins une couche.</translation>
    </message>
    <message>
        <source>Give the datasheet a title.</source>
        <translation>Donnez un titre à la fiche de données.</translation>
    </message>
    <message>
        <source>A layer cannot be published as it is: see its remark above.</source>
        <translation>Une couche ne peut pas être publiée en l'état : voyez sa remarque ci-dessus.</translation>
    </message>
    <message>
        <source>Sign in to publish.</source>
        <translation>Connectez-vous pour publier.</translation>
    </message>
    <message>
        <source>Join “Découverte” on the website to publish.</source>
        <translation>Rejoignez « Découverte » sur le site pour publier.</translation>
    </message>
    <message>
        <source>Waiting for the platform's answer.</source>
        <translation>En attente de la réponse de la plateforme.</translation>
    </message>
    <message>
        <source>You lack the right to publish in this datastore.</source>
        <translation>Il vous manque le droit de publier dans cet entrepôt.</translation>
    </message>
    <message>
        <source>Where the platform publishes it</source>
        <translation>Où la plateforme le publie</translation>
    </message>
    <message>
        <source>Sign in with your cartes.gouv.fr account to publish your layers.</source>
        <translation>Connectez-vous avec votre compte cartes.gouv.fr pour publier vos couches.</translation>
    </message>
    <message>
        <source>Finish signing in on the page that opened in your browser.</source>
        <translation>Terminez la connexion sur la page ouverte dans votre navigateur.</translation>
    </message>
    <message>
        <source>You have not joined “Découverte”, the platform's sandbox, yet. Open it once on the website: this page notices by itself.</source>
        <translation>Vous n'avez pas encore rejoint « Découverte », l'espace d'essai de la plateforme. Ouvrez-le une fois sur le site : cette page s'en apercevra d'elle-même.</translation>
    </message>
    <message>
        <source>Connecting…</source>
        <translation>Connexion…</translation>
    </message>
    <message>
        <source>Découverte</source>
        <translation>Découverte</translation>
    </message>
    <message>
        <source>{used} of {allowed} used</source>
        <translation>{used} occupés sur {allowed}</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>Se déconnecter</translation>
    </message>
    <message>
        <source>Sign out here and in the browser</source>
        <translation>Se déconnecter ici et dans le navigateur</translation>
    </message>
    <message>
        <source>Refresh</source>
        <translation>Actualiser</translation>
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
        <translation>WMS-Vecteur</translation>
    </message>
    <message>
        <source>TMS</source>
        <translation>TMS</translation>
    </message>
    <message>
        <source>Copy the report</source>
        <translation>Copier le rapport</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>Supprimer…</translation>
    </message>
    <message>
        <source>“{title}” is published.</source>
        <translation>« {title} » est publiée.</translation>
    </message>
    <message>
        <source>“{title}” could not be published. {reason}</source>
        <translation>« {title} » n'a pas pu être publiée. {reason}</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Détails</translation>
    </message>
    <message>
        <source>The service “{title}” does not answer. Try “Add to the project” again in a moment.</source>
        <translation>Le service « {title} » ne répond pas. Réessayez « Ajouter au projet » dans un moment.</translation>
    </message>
    <message>
        <source>“{title}” is deleted.</source>
        <translation>« {title} » est supprimée.</translation>
    </message>
    <message>
        <source>These will vanish from the platform with “{title}”. This cannot be undone.</source>
        <translation>Ceci disparaîtra de la plateforme avec « {title} ». C'est irréversible.</translation>
    </message>
    <message numerus="yes">
        <source>%n element(s) stay: not yours, or used elsewhere.</source>
        <translation>
            <numerusform>%n élément reste : il n'est pas à vous, ou est utilisé ailleurs.</numerusform>
            <numerusform>%n éléments restent : ils ne sont pas à vous, ou sont utilisés ailleurs.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n delivery(ies)</source>
        <translation>
            <numerusform>%n livraison</numerusform>
            <numerusform>%n livraisons</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n stored data</source>
        <translation>
            <numerusform>%n donnée stockée</numerusform>
            <numerusform>%n données stockées</numerusform>
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
            <numerusform>%n fiche de métadonnées</numerusform>
            <numerusform>%n fiches de métadonnées</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n document(s) and style(s)</source>
        <translation>
            <numerusform>%n document ou style</numerusform>
            <numerusform>%n documents et styles</numerusform>
        </translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Supprimer</translation>
    </message>
    <message>
        <source>Publications</source>
        <translation>Publications</translation>
    </message>
    <message>
        <source>Datasheets</source>
        <translation>Fiches de données</translation>
    </message>
    <message>
        <source>Publish layers into it…</source>
        <translation>Y publier des couches…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>Publication stopped</source>
        <translation>Publication arrêtée</translation>
    </message>
    <message>
        <source>“{title}” is stopped. Keep the delivery on the platform, to go on later, or delete it?</source>
        <translation>« {title} » est arrêtée. Garder la livraison sur la plateforme, pour reprendre plus tard, ou la supprimer ?</translation>
    </message>
    <message>
        <source>Keep the delivery</source>
        <translation>Garder la livraison</translation>
    </message>
    <message>
        <source>Delete the delivery</source>
        <translation>Supprimer la livraison</translation>
    </message>
    <message>
        <source>Sign in to cartes.gouv.fr: a publication waits for it.</source>
        <translation>Connectez-vous à cartes.gouv.fr : une publication attend.</translation>
    </message>
    <message>
        <source>The delivery “{delivery}” of the datasheet “{title}” is still open: it waits for its data.</source>
        <translation>La livraison « {delivery} » de la fiche « {title} » est encore ouverte : elle attend ses données.</translation>
    </message>
    <message>
        <source>Press “Resume” in the dock and give its layers or its file; or run “Resume publications” (cartes_gouv:resume) with LAYERS or FILE.</source>
        <translation>Cliquez sur « Reprendre » dans le panneau et donnez ses couches ou son fichier ; ou lancez « Reprendre des publications » (cartes_gouv:resume) avec LAYERS ou FILE.</translation>
    </message>
    <message numerus="yes">
        <source>%n delivery(ies) left on the website</source>
        <translation>
            <numerusform>%n livraison à reprendre, commencée sur le site</numerusform>
            <numerusform>%n livraisons à reprendre, commencées sur le site</numerusform>
        </translation>
    </message>
    <message>
        <source>Its data has not arrived: give its layers or its file.</source>
        <translation>Ses données ne sont pas arrivées : donnez ses couches ou son fichier.</translation>
    </message>
    <message>
        <source>The data is there; nobody has gone on with it.</source>
        <translation>Les données sont arrivées ; personne n'a continué.</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Reprendre</translation>
    </message>
    <message>
        <source>Resume the delivery of “{title}”</source>
        <translation>Reprendre la livraison de « {title} »</translation>
    </message>
    <message numerus="yes">
        <source>…and %n more</source>
        <translation>
            <numerusform>… et %n autre</numerusform>
            <numerusform>… et %n autres</numerusform>
        </translation>
    </message>
    <message>
        <source>Which data is to be delivered for “{title}”?</source>
        <translation>Quelles données livrer pour « {title} » ?</translation>
    </message>
    <message>
        <source>The delivery is in {projection}: layers in another projection are reprojected. Whatever it holds so far is replaced.</source>
        <translation>La livraison est en {projection} : les couches dans une autre projection sont reprojetées. Ce qu'elle contient déjà est remplacé.</translation>
    </message>
    <message>
        <source>The package is in {projection}: layers in another projection are reprojected.</source>
        <translation>Le paquet est en {projection} : les couches dans une autre projection sont reprojetées.</translation>
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
        <translation>moins d’une minute</translation>
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
            <numerusform>%n heure</numerusform>
            <numerusform>%n heures</numerusform>
        </translation>
    </message>
    <message>
        <source>Delete a datasheet</source>
        <translation>Supprimer une fiche de données</translation>
    </message>
    <message>
        <source>Closes the services of a datasheet, then deletes its deliveries, stored data, metadata and documents. Only what is shown to be yours is deleted. This cannot be undone: the name has to be given twice.</source>
        <translation>Ferme les services d'une fiche de données, puis supprime ses livraisons, données stockées, métadonnées et documents. Seul ce qui est établi comme vôtre est supprimé. C'est irréversible : le nom doit être donné deux fois.</translation>
    </message>
    <message>
        <source>Title of the datasheet to delete</source>
        <translation>Titre de la fiche de données à supprimer</translation>
    </message>
    <message>
        <source>The same title again, to confirm</source>
        <translation>Le même titre, pour confirmer</translation>
    </message>
    <message>
        <source>Number of deleted entities</source>
        <translation>Nombre d'entités supprimées</translation>
    </message>
    <message>
        <source>The two titles differ: nothing was deleted.</source>
        <translation>Les deux titres diffèrent : rien n'a été supprimé.</translation>
    </message>
    <message>
        <source>Kept, as it is not yours or is used elsewhere: {what}</source>
        <translation>Conservé, car ce n'est pas à vous ou c'est utilisé ailleurs : {what}</translation>
    </message>
    <message>
        <source>Replace the data of a datasheet</source>
        <translation>Remplacer les données d'une fiche</translation>
    </message>
    <message>
        <source>Publishes layers in the place of the data of a datasheet. Its services keep their addresses and turn to the new data without a gap; the old data is deleted once they all serve the new. The layers need the same names as before.</source>
        <translation>Publie des couches à la place des données d'une fiche. Ses services gardent leurs adresses et passent aux nouvelles données sans interruption ; les anciennes sont supprimées une fois que tous servent les nouvelles. Les couches doivent porter les mêmes noms qu'avant.</translation>
    </message>
    <message>
        <source>Stored data</source>
        <translation>Donnée stockée</translation>
    </message>
    <message>
        <source>“{file}” is neither a .gpkg nor a .zip file.</source>
        <translation>« {file} » n'est ni un fichier .gpkg ni un fichier .zip.</translation>
    </message>
    <message>
        <source>Publish layers on cartes.gouv.fr</source>
        <translation>Publier des couches sur cartes.gouv.fr</translation>
    </message>
    <message>
        <source>Exports the layers to one GeoPackage, delivers it to cartes.gouv.fr, follows the checks and the integration, and opens the services asked for. Everything that is published belongs to the datasheet with the given title, which is created if need be.

Without a window, set CARTES_GOUV_ACCESS_TOKEN to an access token. Cancelling keeps what the platform has: “Resume publications” goes on from there.</source>
        <translation>Exporte les couches dans un GeoPackage, le livre à cartes.gouv.fr, suit les vérifications et l'intégration, puis ouvre les services demandés. Tout ce qui est publié appartient à la fiche de données portant le titre donné, créée au besoin.

Sans fenêtre, donnez un jeton d'accès dans CARTES_GOUV_ACCESS_TOKEN. L'annulation conserve ce que la plateforme a reçu : « Reprendre des publications » continue à partir de là.</translation>
    </message>
    <message>
        <source>The datasheet needs a title, {limit} characters at most.</source>
        <translation>La fiche de données a besoin d'un titre de {limit} caractères au plus.</translation>
    </message>
    <message>
        <source>The producer's name has 2 to 99 characters.</source>
        <translation>Le nom du producteur compte de 2 à 99 caractères.</translation>
    </message>
    <message>
        <source>The year of production cannot be in the future.</source>
        <translation>L'année de production ne peut pas être dans le futur.</translation>
    </message>
    <message>
        <source>No layer has the attributes asked for in tiles: {names}.</source>
        <translation>Aucune couche n'a les attributs demandés pour les tuiles : {names}.</translation>
    </message>
    <message>
        <source>Example models</source>
        <translation>Modèles d'exemple</translation>
    </message>
    <message>
        <source>Filter, repair, reproject and publish a layer</source>
        <translation>Filtrer, réparer, reprojeter et publier une couche</translation>
    </message>
    <message>
        <source>Keeps the features that the expression chooses, repairs their geometries, brings them to one projection, gives the layer its name and publishes it. An example: open its file, clean_and_publish.model3, in the modeler, and make your own from it.</source>
        <translation>Garde les entités que l'expression choisit, répare leurs géométries, les amène dans une seule projection, donne son nom à la couche et la publie. C'est un exemple : ouvrez son fichier, clean_and_publish.model3, dans le modeleur pour en tirer le vôtre.</translation>
    </message>
    <message>
        <source>Filter, repair, reproject and replace the data of a datasheet</source>
        <translation>Filtrer, réparer, reprojeter et remplacer les données d'une fiche</translation>
    </message>
    <message>
        <source>Prepares a layer as “Filter, repair, reproject and publish a layer” does, and puts it in the place of the data of a datasheet, whose services keep their addresses. Give the layer the name that it was published with. An example: open its file, clean_and_replace.model3, in the modeler.</source>
        <translation>Prépare une couche comme « Filtrer, réparer, reprojeter et publier une couche » et la met à la place des données d'une fiche, dont les services gardent leur adresse. Donnez à la couche le nom avec lequel elle a été publiée. C'est un exemple : ouvrez son fichier, clean_and_replace.model3, dans le modeleur.</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>Couche</translation>
    </message>
    <message>
        <source>Features to keep (an expression; empty: all)</source>
        <translation>Entités à garder (une expression ; vide : toutes)</translation>
    </message>
    <message>
        <source>Projection</source>
        <translation>Projection</translation>
    </message>
    <message>
        <source>Name of the published layer</source>
        <translation>Nom de la couche publiée</translation>
    </message>
    <message>
        <source>Layers to publish</source>
        <translation>Couches à publier</translation>
    </message>
    <message>
        <source>Title of the datasheet, new or existing</source>
        <translation>Titre de la fiche de données, nouvelle ou existante</translation>
    </message>
    <message>
        <source>Identifier of the datastore (empty: the “Découverte” sandbox)</source>
        <translation>Identifiant de l'entrepôt (vide : l'espace « Découverte »)</translation>
    </message>
    <message>
        <source>Technical name (empty: the layer's name and today's date)</source>
        <translation>Nom technique (vide : le nom de la couche et la date du jour)</translation>
    </message>
    <message>
        <source>Projection of the delivery (empty: that of the layers)</source>
        <translation>Projection de la livraison (vide : celle des couches)</translation>
    </message>
    <message>
        <source>Producer of the data</source>
        <translation>Producteur des données</translation>
    </message>
    <message>
        <source>Year of production</source>
        <translation>Année de production</translation>
    </message>
    <message>
        <source>Services to open</source>
        <translation>Services à ouvrir</translation>
    </message>
    <message>
        <source>Wait until everything is published</source>
        <translation>Attendre que tout soit publié</translation>
    </message>
    <message>
        <source>Export layers for cartes.gouv.fr</source>
        <translation>Exporter des couches pour cartes.gouv.fr</translation>
    </message>
    <message>
        <source>Writes the layers to one GeoPackage, one table for each, just as QGIS shows them: filters, unsaved edits, joined and virtual fields included. Names, geometries and projections are brought to the form that the platform takes; the report tells what was changed. Nothing is sent.</source>
        <translation>Écrit les couches dans un GeoPackage, une table pour chacune, telles que QGIS les montre : filtres, modifications non enregistrées, champs joints et virtuels compris. Noms, géométries et projections sont mis sous la forme que la plateforme accepte ; le rapport dit ce qui a changé. Rien n'est envoyé.</translation>
    </message>
    <message>
        <source>GeoPackage</source>
        <translation>GeoPackage</translation>
    </message>
    <message>
        <source>Report (JSON)</source>
        <translation>Rapport (JSON)</translation>
    </message>
    <message>
        <source>Publication</source>
        <translation>Publication</translation>
    </message>
    <message>
        <source>Delivery</source>
        <translation>Livraison</translation>
    </message>
    <message>
        <source>Services (JSON)</source>
        <translation>Services (JSON)</translation>
    </message>
    <message>
        <source>Page of the datasheet</source>
        <translation>Page de la fiche de données</translation>
    </message>
    <message>
        <source>List datasheets</source>
        <translation>Lister les fiches de données</translation>
    </message>
    <message>
        <source>Lists the datasheets of a datastore as JSON: name, number of published services, identifiers of what they hold, page on the website. A datasheet is yours when something in it is shown to have been made by you.</source>
        <translation>Liste en JSON les fiches de données d'un entrepôt : nom, nombre de services publiés, identifiants de ce qu'elles contiennent, page sur le site. Une fiche est la vôtre quand il est établi que vous avez créé quelque chose en elle.</translation>
    </message>
    <message>
        <source>Mine only</source>
        <translation>Les miennes seulement</translation>
    </message>
    <message>
        <source>Datasheets (JSON)</source>
        <translation>Fiches de données (JSON)</translation>
    </message>
    <message>
        <source>Zoom levels of tiles: “6-14”, or “layer: 6-14, other: 8-16” (empty: suggested)</source>
        <translation>Niveaux de zoom des tuiles : « 6-14 » ou « couche: 6-14, autre: 8-16 » (vide : suggérés)</translation>
    </message>
    <message>
        <source>Attributes of tiles, separated by commas (empty: all)</source>
        <translation>Attributs des tuiles, séparés par des virgules (vide : tous)</translation>
    </message>
    <message>
        <source>Generalisation of tiles</source>
        <translation>Généralisation des tuiles</translation>
    </message>
    <message>
        <source>Sample: tiles of this area only (empty: all of the data)</source>
        <translation>Échantillon : tuiles de cette zone seulement (vide : toutes les données)</translation>
    </message>
    <message>
        <source>Services for the members of the datastore only</source>
        <translation>Services réservés aux membres de l’entrepôt</translation>
    </message>
    <message>
        <source>Contact e-mail, shown to everybody in the catalogue (empty: the account's)</source>
        <translation>Adresse de contact, visible de tous dans le catalogue (vide : celle du compte)</translation>
    </message>
    <message>
        <source>Themes, ISO 19115 (empty: suggested from the names)</source>
        <translation>Thèmes ISO 19115 (vide : suggérés d’après les noms)</translation>
    </message>
    <message>
        <source>“{text}” are not zoom levels: two numbers from 0 to {deepest} are needed, such as “6-14”.</source>
        <translation>« {text} » ne sont pas des niveaux de zoom : il faut deux nombres de 0 à {deepest}, comme « 6-14 ».</translation>
    </message>
    <message>
        <source>The sample's extent is not an area of the earth.</source>
        <translation>L’emprise de l’échantillon n’est pas une zone de la Terre.</translation>
    </message>
    <message>
        <source>“{text}” is not an e-mail address.</source>
        <translation>« {text} » n’est pas une adresse électronique.</translation>
    </message>
    <message>
        <source>Selected features only</source>
        <translation>Entités sélectionnées seulement</translation>
    </message>
    <message>
        <source>Leave out hidden fields</source>
        <translation>Laisser de côté les champs masqués</translation>
    </message>
    <message>
        <source>Invalid geometries</source>
        <translation>Géométries invalides</translation>
    </message>
    <message>
        <source>The platform has the data already: the layers are not used.</source>
        <translation>La plateforme a déjà les données : les couches ne sont pas utilisées.</translation>
    </message>
    <message>
        <source>The services have no metadata record: {reason}</source>
        <translation>Les services n'ont pas de fiche de métadonnées : {reason}</translation>
    </message>
    <message>
        <source>The services are open, but the platform has not kept all of their styles: {reason}</source>
        <translation>Les services sont ouverts, mais la plateforme n'a pas gardé tous leurs styles : {reason}</translation>
    </message>
    <message>
        <source>{trouble} The platform is asked again in {seconds} s.</source>
        <translation>{trouble} La plateforme est interrogée à nouveau dans {seconds} s.</translation>
    </message>
    <message>
        <source>Resume publications</source>
        <translation>Reprendre des publications</translation>
    </message>
    <message>
        <source>Goes on with a publication of this computer, or with a delivery that the website left unfinished. With neither, everything unfinished on this computer is taken to its end; the outputs then hold one line for each publication.

A delivery that is still open waits for its data: give layers, or a .gpkg or .zip file. They are delivered in the projection of the delivery, in the place of whatever it holds so far, and the services asked for are opened in the end. A publication whose layers could not be prepared goes on in the same way.</source>
        <translation>Reprend une publication de cet ordinateur, ou une livraison que le site a laissée inachevée. Sans l'une ni l'autre, tout ce qui n'est pas terminé sur cet ordinateur est mené à son terme ; les sorties contiennent alors une ligne par publication.

Une livraison encore ouverte attend ses données : donnez des couches, ou un fichier .gpkg ou .zip. Elles sont livrées dans la projection de la livraison, à la place de ce qu'elle contient déjà, et les services demandés s'ouvrent à la fin. Une publication dont les couches n'ont pu être préparées reprend de la même façon.</translation>
    </message>
    <message>
        <source>Layers for a delivery that waits for its data</source>
        <translation>Couches pour une livraison qui attend ses données</translation>
    </message>
    <message>
        <source>Publication to resume</source>
        <translation>Publication à reprendre</translation>
    </message>
    <message>
        <source>Delivery to take over</source>
        <translation>Livraison à reprendre</translation>
    </message>
    <message>
        <source>File with the layers (.gpkg or .zip)</source>
        <translation>Fichier contenant les couches (.gpkg ou .zip)</translation>
    </message>
    <message>
        <source>Layers are given, but not the publication or the delivery that they are for.</source>
        <translation>Des couches sont données, mais pas la publication ou la livraison à laquelle elles sont destinées.</translation>
    </message>
    <message>
        <source>The website left a delivery of the datasheet “{title}” unfinished; to take it over: UPLOAD={id}</source>
        <translation>Le site a laissé inachevée une livraison de la fiche « {title} » ; pour la reprendre : UPLOAD={id}</translation>
    </message>
    <message>
        <source>This computer knows no publication “{id}”.</source>
        <translation>Cet ordinateur ne connaît pas de publication « {id} ».</translation>
    </message>
    <message>
        <source>The publication of “{title}” ended while its layers were being prepared. To go on, give them again: PUBLICATION={id}, with LAYERS or FILE.</source>
        <translation>La publication de « {title} » s'est arrêtée pendant la préparation de ses couches. Pour la reprendre, redonnez-les : PUBLICATION={id}, avec LAYERS ou FILE.</translation>
    </message>
    <message>
        <source>Add the services to the project</source>
        <translation>Ajouter les services au projet</translation>
    </message>
    <message>
        <source>“{title}” does not answer yet: it is not added.</source>
        <translation>« {title} » ne répond pas encore : il n'est pas ajouté.</translation>
    </message>
    <message>
        <source>Create a service</source>
        <translation>Créer un service</translation>
    </message>
    <message>
        <source>Opens a service on stored data of yours. Tables are given by their names, separated by commas; all of them when none is given. A style file bears the name of its table: SLD for WMS-Vector, MapLibre JSON for tiles.</source>
        <translation>Ouvre un service sur une donnée stockée qui est la vôtre. Les tables se donnent par leurs noms, séparés par des virgules ; toutes si aucune n'est donnée. Un fichier de style porte le nom de sa table : SLD pour le WMS-Vecteur, JSON MapLibre pour les tuiles.</translation>
    </message>
    <message>
        <source>Identifier of the stored data</source>
        <translation>Identifiant de la donnée stockée</translation>
    </message>
    <message>
        <source>Title of the service (empty: the datasheet's)</source>
        <translation>Titre du service (vide : celui de la fiche de données)</translation>
    </message>
    <message>
        <source>Technical name (empty: a suggestion)</source>
        <translation>Nom technique (vide : une suggestion)</translation>
    </message>
    <message>
        <source>Tables (empty: all of them)</source>
        <translation>Tables (vide : toutes)</translation>
    </message>
    <message>
        <source>Type of service</source>
        <translation>Type de service</translation>
    </message>
    <message>
        <source>Style files</source>
        <translation>Fichiers de style</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>Service</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Following {name}</source>
        <translation>Suivi de {name}</translation>
    </message>
    <message>
        <source>Sending {name}</source>
        <translation>Envoi de {name}</translation>
    </message>
    <message>
        <source>Preparing {name}</source>
        <translation>Préparation de {name}</translation>
    </message>
    <message>
        <source>Deleting the delivery of {name}</source>
        <translation>Suppression de la livraison de {name}</translation>
    </message>
    <message>
        <source>Looking for a delivery</source>
        <translation>Recherche d'une livraison</translation>
    </message>
    <message>
        <source>Removing a package</source>
        <translation>Suppression d'un paquet</translation>
    </message>
    <message>
        <source>Looking for what a lost journal held</source>
        <translation>Recherche de ce que contenait un journal perdu</translation>
    </message>
    <message>
        <source>You are not signed in. Click “Sign in” to go on.</source>
        <translation>Vous n'êtes pas connecté. Cliquez sur « Se connecter » pour continuer.</translation>
    </message>
    <message>
        <source>Your session has ended. Sign in again; your publications go on from where they are.</source>
        <translation>Votre session a pris fin. Reconnectez-vous ; vos publications reprendront là où elles en sont.</translation>
    </message>
    <message>
        <source>A sign-in is under way. Finish it in the browser, or cancel it.</source>
        <translation>Une connexion est en cours. Terminez-la dans le navigateur, ou annulez-la.</translation>
    </message>
    <message>
        <source>The session is closed here, but its file could not be deleted. Delete it by hand: {subject}</source>
        <translation>La session est fermée ici, mais son fichier n'a pas pu être supprimé. Supprimez-le à la main : {subject}</translation>
    </message>
    <message>
        <source>The sign-in was cancelled. Click “Sign in” to start again.</source>
        <translation>La connexion a été annulée. Cliquez sur « Se connecter » pour recommencer.</translation>
    </message>
    <message>
        <source>The browser did not come back in time. Click “Sign in” and finish on the page that opens; if no page opens, check the default browser of this computer.</source>
        <translation>Le navigateur n'a pas répondu à temps. Cliquez sur « Se connecter » et terminez sur la page qui s'ouvre ; si aucune page ne s'ouvre, vérifiez le navigateur par défaut de cet ordinateur.</translation>
    </message>
    <message>
        <source>The server refused the sign-in. Try again; if it goes on, check the client identifier, and the client secret that the server may ask for, in the options.</source>
        <translation>Le serveur a refusé la connexion. Réessayez ; si cela persiste, vérifiez dans les options l'identifiant du client et le secret que le serveur peut demander.</translation>
    </message>
    <message>
        <source>Another program uses port {subject}, on which the browser has to answer. Close that program (often another QGIS that is signing in), or choose another port in the options.</source>
        <translation>Un autre programme utilise le port {subject}, sur lequel le navigateur doit répondre. Fermez ce programme (souvent un autre QGIS en train de se connecter), ou choisissez un autre port dans les options.</translation>
    </message>
    <message>
        <source>The sign-in server {subject} does not answer. Check the connection, and the proxy in the options of QGIS.</source>
        <translation>Le serveur de connexion {subject} ne répond pas. Vérifiez la connexion, et le proxy dans les options de QGIS.</translation>
    </message>
    <message>
        <source>The master password of QGIS was not given, so QGIS cannot open the place where it keeps your session. Click “Sign in” and give it; it is asked once per session.</source>
        <translation>Le mot de passe principal de QGIS n'a pas été donné : QGIS ne peut pas ouvrir l'endroit où il garde votre session. Cliquez sur « Se connecter » et donnez-le ; il n'est demandé qu'une fois par session.</translation>
    </message>
    <message>
        <source>The authentication system of QGIS is off on this computer: {subject} Ask your administrator, or sign in with another profile.</source>
        <translation>Le système d'authentification de QGIS est désactivé sur cet ordinateur : {subject} Adressez-vous à votre administrateur, ou connectez-vous avec un autre profil.</translation>
    </message>
    <message>
        <source>QGIS could not store the sign-in in its authentication database. Check that the profile folder can be written: {subject}</source>
        <translation>QGIS n'a pas pu enregistrer la connexion dans sa base d'authentification. Vérifiez que le dossier du profil est accessible en écriture : {subject}</translation>
    </message>
    <message>
        <source>The authentication configuration “{subject}” chosen in the options is not in this profile. Choose another one.</source>
        <translation>La configuration d'authentification « {subject} » choisie dans les options n'existe pas dans ce profil. Choisissez-en une autre.</translation>
    </message>
    <message>
        <source>The authentication configuration “{subject}” does not give the access that the platform asks for (a header named Authorization). Choose another one in the options.</source>
        <translation>La configuration d'authentification « {subject} » ne donne pas l'accès que la plateforme demande (un en-tête nommé Authorization). Choisissez-en une autre dans les options.</translation>
    </message>
    <message>
        <source>“{text}” is not a port: a number from 1024 to 65535 is needed.</source>
        <translation>« {text} » n'est pas un port : il faut un nombre de 1024 à 65535.</translation>
    </message>
    <message>
        <source>“{address}” is not the address of a server: https://… is needed.</source>
        <translation>« {address} » n'est pas l'adresse d'un serveur : il faut https://…</translation>
    </message>
    <message>
        <source>The address must name the server only: no user name, no “?”, no “#”.</source>
        <translation>L'adresse ne doit désigner que le serveur : ni nom d'utilisateur, ni « ? », ni « # ».</translation>
    </message>
    <message>
        <source>Your access would travel unprotected to “{host}”: http is for this machine only, use https.</source>
        <translation>Votre accès voyagerait sans protection vers « {host} » : http est réservé à cette machine, utilisez https.</translation>
    </message>
    <message>
        <source>“{layer}”: its style on tiles uses attributes that the tiles leave out: {names}. What depends on them would not be drawn as in QGIS.</source>
        <translation>« {layer} » : son style sur les tuiles utilise des attributs qu'elles ne portent pas : {names}. Ce qui en dépend ne serait pas dessiné comme dans QGIS.</translation>
    </message>
    <message>
        <source>Keep them among the attributes of the tiles.</source>
        <translation>Gardez-les parmi les attributs des tuiles.</translation>
    </message>
    <message>
        <source>Looking at the layers</source>
        <translation>Examen des couches</translation>
    </message>
    <message>
        <source>Looking at {name}</source>
        <translation>Consultation de {name}</translation>
    </message>
    <message>
        <source>Deleting {name}</source>
        <translation>Suppression de {name}</translation>
    </message>
    <message>
        <source>Looking at the services</source>
        <translation>Lecture des services</translation>
    </message>
    <message>
        <source>What the services need of the new data could not be read: it will be compared once it is there.</source>
        <translation>Ce que les services attendent des nouvelles données n'a pas pu être lu : la comparaison se fera une fois les données arrivées.</translation>
    </message>
    <message>
        <source>A service shows the table “{table}”, and no chosen layer becomes it.</source>
        <translation>Un service montre la table « {table} », qu'aucune couche choisie ne remplace.</translation>
    </message>
    <message>
        <source>“{layer}” lacks attributes that a style or the tiles of a live service use: {names}. Add them to the layer, or change the service's style first.</source>
        <translation>Il manque à « {layer} » des attributs qu'utilisent un style ou les tuiles d'un service en ligne : {names}. Ajoutez-les à la couche, ou changez d'abord le style du service.</translation>
    </message>
    <message>
        <source>Sign in to see your datasheets (double-click)</source>
        <translation>Connectez-vous pour voir vos fiches de données (double-clic)</translation>
    </message>
    <message>
        <source>The platform does not answer</source>
        <translation>La plateforme ne répond pas</translation>
    </message>
    <message>
        <source>Not published: there is no service to add</source>
        <translation>Non publiée : il n'y a aucun service à ajouter</translation>
    </message>
    <message>
        <source>“{layer}”: at zoom levels {first} to {last} some tiles would hold more than {limit} objects; the platform's computation usually fails then.</source>
        <translation>« {layer} » : aux niveaux de zoom {first} à {last}, des tuiles auraient plus de {limit} objets ; le calcul de la plateforme échoue alors le plus souvent.</translation>
    </message>
    <message>
        <source>Begin at level {next} or deeper, choose a generalisation that merges or drops objects, or try a sample first.</source>
        <translation>Commencez au niveau {next} ou plus loin, choisissez une généralisation qui fusionne ou écarte des objets, ou essayez d’abord un échantillon.</translation>
    </message>
    <message>
        <source>Changing {name}</source>
        <translation>Modification de {name}</translation>
    </message>
    <message>
        <source>Looking for unfinished deliveries</source>
        <translation>Recherche de livraisons non terminées</translation>
    </message>
    <message>
        <source>Listing the datasheets</source>
        <translation>Liste des fiches de données</translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) of “{layer}” without geometry: published, but no map shows them.</source>
        <translation>
            <numerusform>%n entité de « {layer} » n'a pas de géométrie : elle est publiée, mais aucune carte ne la montre.</numerusform>
            <numerusform>%n entités de « {layer} » n'ont pas de géométrie : elles sont publiées, mais aucune carte ne les montre.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) of “{layer}” with an empty geometry: published, but no map shows them.</source>
        <translation>
            <numerusform>%n entité de « {layer} » a une géométrie vide : elle est publiée, mais aucune carte ne la montre.</numerusform>
            <numerusform>%n entités de « {layer} » ont une géométrie vide : elles sont publiées, mais aucune carte ne les montre.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n geometry(ies) of “{layer}” cannot be read. Repair or delete these rows first.</source>
        <translation>
            <numerusform>%n géométrie de « {layer} » ne peut pas être lue. Réparez ou supprimez d'abord cette entité.</numerusform>
            <numerusform>%n géométries de « {layer} » ne peuvent pas être lues. Réparez ou supprimez d'abord ces entités.</numerusform>
        </translation>
    </message>
    <message>
        <source>“{layer}” holds geometries of another kind than its own ({kinds}). Take collections apart with the Processing tool “Multipart to singleparts”, then make one layer of each type.</source>
        <translation>« {layer} » contient des géométries d'un autre type que le sien ({kinds}). Séparez les collections par l'outil de traitement « De morceaux multiples à morceaux uniques », puis faites une couche de chaque type.</translation>
    </message>
    <message>
        <source>“{layer}” mixes geometries of one part and of several parts; a table holds one kind.</source>
        <translation>« {layer} » mêle des géométries simples et multiples ; une table n'en contient qu'un seul type.</translation>
    </message>
    <message numerus="yes">
        <source>All become geometries of several parts; this changes %n row(s).</source>
        <translation>
            <numerusform>Toutes deviennent des géométries multiples ; %n entité change.</numerusform>
            <numerusform>Toutes deviennent des géométries multiples ; %n entités changent.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n geometry(ies) of “{layer}” invalid until now.</source>
        <translation>
            <numerusform>%n géométrie de « {layer} » était invalide.</numerusform>
            <numerusform>%n géométries de « {layer} » étaient invalides.</numerusform>
        </translation>
    </message>
    <message>
        <source>They are repaired; check them on the map.</source>
        <translation>Elles sont réparées ; vérifiez-les sur la carte.</translation>
    </message>
    <message numerus="yes">
        <source>%n invalid geometry(ies) of “{layer}” could not be repaired (first one: feature {row}).</source>
        <translation>
            <numerusform>%n géométrie invalide de « {layer} » n'a pas pu être réparée (entité {row}).</numerusform>
            <numerusform>%n géométries invalides de « {layer} » n'ont pas pu être réparées (la première : entité {row}).</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n invalid geometry(ies) in “{layer}” (first one: feature {row}), which can be repaired.</source>
        <translation>
            <numerusform>%n géométrie de « {layer} » est invalide (entité {row}). Elle peut être réparée.</numerusform>
            <numerusform>%n géométries de « {layer} » sont invalides (la première : entité {row}). Elles peuvent être réparées.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The source of “{layer}” does not count by itself; reading it once gives %n row(s).</source>
        <translation>
            <numerusform>La source de « {layer} » ne compte pas elle-même ; une lecture donne %n entité.</numerusform>
            <numerusform>La source de « {layer} » ne compte pas elle-même ; une lecture donne %n entités.</numerusform>
        </translation>
    </message>
    <message>
        <source>“{layer}” lies wholly outside the area of {crs}. Its coordinate system may be wrong; check it on a map.</source>
        <translation>« {layer} » se trouve entièrement hors de la zone de {crs}. Son système de coordonnées est peut-être faux ; vérifiez-la sur une carte.</translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) of “{layer}” far outside the area of {crs} (first one: feature {row}). Check them on a map.</source>
        <translation>
            <numerusform>%n entité de « {layer} » est très loin de la zone de {crs} (entité {row}). Contrôlez-la sur une carte.</numerusform>
            <numerusform>%n entités de « {layer} » sont très loin de la zone de {crs} (la première : entité {row}). Contrôlez-les sur une carte.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) of “{layer}” with coordinates that are not numbers (first one: feature {row}). Correct or delete them first.</source>
        <translation>
            <numerusform>%n entité de « {layer} » a des coordonnées qui ne sont pas des nombres (entité {row}). Corrigez-la ou supprimez-la d'abord.</numerusform>
            <numerusform>%n entités de « {layer} » ont des coordonnées qui ne sont pas des nombres (la première : entité {row}). Corrigez-les ou supprimez-les d'abord.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n value(s) of “{field}” in “{layer}” that are not numbers (NaN).</source>
        <translation>
            <numerusform>%n valeur de « {field} » dans « {layer} » n'est pas un nombre (NaN).</numerusform>
            <numerusform>%n valeurs de « {field} » dans « {layer} » ne sont pas des nombres (NaN).</numerusform>
        </translation>
    </message>
    <message>
        <source>They are published as missing values.</source>
        <translation>Publication comme valeur manquante.</translation>
    </message>
    <message numerus="yes">
        <source>%n infinite value(s) of “{field}” in “{layer}”: published as such, but many programs cannot read them.</source>
        <translation>
            <numerusform>%n valeur infinie de « {field} » dans « {layer} » : publiée telle quelle, mais beaucoup de logiciels ne savent pas la lire.</numerusform>
            <numerusform>%n valeurs infinies de « {field} » dans « {layer} » : publiées telles quelles, mais beaucoup de logiciels ne savent pas les lire.</numerusform>
        </translation>
    </message>
    <message>
        <source>No layer is chosen. Choose at least one vector layer.</source>
        <translation>Aucune couche n'est choisie. Choisissez au moins une couche vecteur.</translation>
    </message>
    <message>
        <source>“{layer}” is not a vector layer. Only vector layers can be published.</source>
        <translation>« {layer} » n'est pas une couche vecteur. Seules les couches vecteur peuvent être publiées.</translation>
    </message>
    <message>
        <source>The source of “{layer}” cannot be found any more. Repair the layer's data source in QGIS.</source>
        <translation>La source de « {layer} » est introuvable. Réparez la source de données de la couche dans QGIS.</translation>
    </message>
    <message>
        <source>“{layer}” is a table without geometry. The platform's services need a geometry.</source>
        <translation>« {layer} » est une table sans géométrie. Les services de la plateforme ont besoin d'une géométrie.</translation>
    </message>
    <message>
        <source>The platform cannot keep the name “{layer}” for a table.</source>
        <translation>La plateforme ne peut pas garder le nom « {layer} » pour une table.</translation>
    </message>
    <message>
        <source>The table is named {table}; the title stays.</source>
        <translation>La table est nommée {table} ; le titre reste.</translation>
    </message>
    <message>
        <source>The platform cannot keep the names of some fields of “{layer}”.</source>
        <translation>La plateforme ne peut pas garder les noms de certains champs de « {layer} ».</translation>
    </message>
    <message>
        <source>Fields are renamed: {renames}. Their old names stay as titles.</source>
        <translation>Des champs sont renommés : {renames}. Leurs anciens noms restent comme titres.</translation>
    </message>
    <message>
        <source>“{layer}” may hold points, lines and polygons together. Split it by geometry type, one layer for each.</source>
        <translation>« {layer} » peut mêler points, lignes et polygones. Séparez-la par type de géométrie, une couche pour chacun.</translation>
    </message>
    <message>
        <source>“{layer}” holds curves, which the platform does not serve.</source>
        <translation>« {layer} » contient des courbes, que la plateforme ne diffuse pas.</translation>
    </message>
    <message>
        <source>Curves are replaced by short straight segments.</source>
        <translation>Les courbes sont remplacées par de courts segments droits.</translation>
    </message>
    <message>
        <source>“{layer}” holds M values, which the platform does not serve.</source>
        <translation>« {layer} » contient des valeurs M, que la plateforme ne diffuse pas.</translation>
    </message>
    <message>
        <source>M values are left out; coordinates stay.</source>
        <translation>Les valeurs M sont omises ; les coordonnées restent.</translation>
    </message>
    <message>
        <source>“{layer}” has no coordinate system. Set it in the layer's properties.</source>
        <translation>« {layer} » n'a pas de système de coordonnées. Définissez-le dans les propriétés de la couche.</translation>
    </message>
    <message>
        <source>The platform does not know the coordinate system of “{layer}” ({crs}). Choose one of its own.</source>
        <translation>La plateforme ne connaît pas le système de coordonnées de « {layer} » ({crs}). Choisissez l'un des siens.</translation>
    </message>
    <message>
        <source>{crs} is not a coordinate system that the platform knows. Choose one with an EPSG code.</source>
        <translation>{crs} n'est pas un système de coordonnées connu de la plateforme. Choisissez-en un qui porte un code EPSG.</translation>
    </message>
    <message>
        <source>“{layer}” is in {source}, the package in {target}.</source>
        <translation>« {layer} » est en {source}, le paquet en {target}.</translation>
    </message>
    <message>
        <source>The layer is reprojected by “{operation}”, accurate to {accuracy} m.</source>
        <translation>La couche est reprojetée par « {operation} », à {accuracy} m près.</translation>
    </message>
    <message>
        <source>The layer is reprojected by “{operation}”, whose accuracy is unknown.</source>
        <translation>La couche est reprojetée par « {operation} », dont la précision est inconnue.</translation>
    </message>
    <message>
        <source>The layer is reprojected without knowing how the two systems lie to each other; check the map.</source>
        <translation>La couche est reprojetée sans que l'on sache comment les deux systèmes se rapportent l'un à l'autre ; vérifiez la carte.</translation>
    </message>
    <message>
        <source>“{layer}” is in {source}, which the platform calls {target}.</source>
        <translation>« {layer} » est en {source}, que la plateforme appelle {target}.</translation>
    </message>
    <message>
        <source>The layer is declared in {target}; no coordinate changes.</source>
        <translation>La couche est déclarée en {target} ; aucune coordonnée ne change.</translation>
    </message>
    <message>
        <source>“{layer}” has changes that are not saved. They are published, as the map shows them.</source>
        <translation>« {layer} » a des modifications non enregistrées. Elles sont publiées, telles que la carte les montre.</translation>
    </message>
    <message>
        <source>“{layer}” is filtered. Only the rows that the filter lets through are published.</source>
        <translation>« {layer} » est filtrée. Seules les entités que le filtre laisse passer sont publiées.</translation>
    </message>
    <message>
        <source>The values of “{field}” in “{layer}” have no type of column.</source>
        <translation>Les valeurs de « {field} » dans « {layer} » ne correspondent à aucun type de colonne.</translation>
    </message>
    <message>
        <source>They are written as text; lists and structures as JSON.</source>
        <translation>Elles sont écrites en texte ; listes et structures en JSON.</translation>
    </message>
    <message>
        <source>“{field}” in “{layer}” holds binary data: it is stored, but services cannot show it.</source>
        <translation>« {field} » dans « {layer} » contient des données binaires : elles sont stockées, mais les services ne peuvent pas les montrer.</translation>
    </message>
    <message>
        <source>“{field}” is hidden in “{layer}”, and will be published unless hidden fields are left out.</source>
        <translation>« {field} » est masqué dans « {layer} », et sera publié sauf si les champs masqués sont omis.</translation>
    </message>
    <message>
        <source>“{layer}” has {count} fields; the platform's database holds at most {limit}. Remove or hide some.</source>
        <translation>« {layer} » a {count} champs ; la base de données de la plateforme en accepte au plus {limit}. Supprimez-en ou masquez-en.</translation>
    </message>
    <message>
        <source>“{layer}” has no row to publish. Check its filter or selection.</source>
        <translation>« {layer} » n'a aucune entité à publier. Vérifiez son filtre ou sa sélection.</translation>
    </message>
    <message>
        <source>The table “{table}” of “{file}” is not a layer of geometries; it is left out.</source>
        <translation>La table « {table} » de « {file} » n'est pas une couche de géométries ; elle est omise.</translation>
    </message>
    <message>
        <source>“{file}” holds no layer with geometries.</source>
        <translation>« {file} » ne contient aucune couche avec géométries.</translation>
    </message>
    <message>
        <source>The package would weigh {size} MB; the platform takes at most {limit} MB. Choose fewer layers or filter them.</source>
        <translation>Le paquet pèserait {size} Mo ; la plateforme accepte au plus {limit} Mo. Choisissez moins de couches ou filtrez-les.</translation>
    </message>
    <message>
        <source>The package grows beyond the {limit} MB that the platform takes. Choose fewer layers or filter them.</source>
        <translation>Le paquet dépasse les {limit} Mo que la plateforme accepte. Choisissez moins de couches ou filtrez-les.</translation>
    </message>
    <message>
        <source>The geometries alone weigh {size} MB; the platform takes packages of at most {limit} MB. Choose fewer layers or filter them.</source>
        <translation>Les géométries pèsent à elles seules {size} Mo ; la plateforme accepte des paquets d'au plus {limit} Mo. Choisissez moins de couches ou filtrez-les.</translation>
    </message>
    <message>
        <source>“{file}” stayed beside the package: another program is using it. Close it and try again.</source>
        <translation>« {file} » est resté à côté du paquet : un autre programme l'utilise. Fermez-le et réessayez.</translation>
    </message>
    <message>
        <source>The package was damaged while it was written: {details}.</source>
        <translation>Le paquet a été endommagé pendant son écriture : {details}.</translation>
    </message>
    <message>
        <source>“{layer}” has {expected} rows but {found} reached the package. Nothing is sent; try again, or save the layer to a new file first.</source>
        <translation>« {layer} » a {expected} entités, mais {found} sont arrivées dans le paquet. Rien n'est envoyé ; réessayez, ou enregistrez d'abord la couche dans un nouveau fichier.</translation>
    </message>
    <message>
        <source>“{layer}” is not in {crs} in the package. Nothing is sent.</source>
        <translation>« {layer} » n'est pas en {crs} dans le paquet. Rien n'est envoyé.</translation>
    </message>
    <message>
        <source>Feature {row} of “{layer}” lies where the chosen coordinate system has no coordinates. Correct it, or choose another system.</source>
        <translation>L'entité {row} de « {layer} » se trouve là où le système de coordonnées choisi n'a pas de coordonnées. Corrigez-la, ou choisissez un autre système.</translation>
    </message>
    <message>
        <source>There is no room left in {folder}. Free some and try again.</source>
        <translation>Il n'y a plus de place dans {folder}. Libérez-en et réessayez.</translation>
    </message>
    <message>
        <source>A file cannot be opened or written in {folder}: {details}.</source>
        <translation>Un fichier ne peut pas être ouvert ou écrit dans {folder} : {details}.</translation>
    </message>
    <message>
        <source>Another program is writing the source of “{layer}” ({details}). Wait for it to end and try again.</source>
        <translation>Un autre programme écrit dans la source de « {layer} » ({details}). Attendez qu'il ait fini et réessayez.</translation>
    </message>
    <message>
        <source>“{layer}” cannot be read to its end: {details}.</source>
        <translation>« {layer} » ne peut pas être lue jusqu'au bout : {details}.</translation>
    </message>
    <message>
        <source>Rows of “{layer}” have no number of their own in the table's key, or share one. Save the layer to a new file, and publish that one.</source>
        <translation>Des entités de « {layer} » n’ont pas de numéro propre dans la clé de la table, ou en partagent un. Enregistrez la couche dans un nouveau fichier et publiez celui-ci.</translation>
    </message>
    <message>
        <source>Nothing can be written in {folder}. Choose another folder.</source>
        <translation>Rien ne peut être écrit dans {folder}. Choisissez un autre dossier.</translation>
    </message>
    <message>
        <source>The sources weigh {size} MB. Without their indexes they may fit into the {limit} MB that the platform takes.</source>
        <translation>Les sources pèsent {size} Mo. Sans leurs index, elles tiendront peut-être dans les {limit} Mo que la plateforme accepte.</translation>
    </message>
    <message>
        <source>{folder} has {free} MB left; the package may need {size} MB. Free some room first.</source>
        <translation>Il reste {free} Mo dans {folder} ; le paquet peut en demander {size}. Libérez d'abord de la place.</translation>
    </message>
    <message>
        <source>There is no file {path}. Choose it again.</source>
        <translation>Le fichier {path} n'existe pas. Choisissez-le à nouveau.</translation>
    </message>
    <message>
        <source>“{name}” is an empty file. Choose another one.</source>
        <translation>« {name} » est un fichier vide. Choisissez-en un autre.</translation>
    </message>
    <message>
        <source>“{name}” is not a whole zip archive. Make or download it again.</source>
        <translation>« {name} » n'est pas une archive zip complète. Refaites-la ou téléchargez-la à nouveau.</translation>
    </message>
    <message>
        <source>“{name}” holds {count} GeoPackages, and one is needed. Open other data in QGIS, and publish its layers.</source>
        <translation>« {name} » contient {count} GeoPackages, et il en faut un. Ouvrez d'autres données dans QGIS et publiez leurs couches.</translation>
    </message>
    <message>
        <source>“{name}” is not unpacked: “{entry}” is too large, protected or points elsewhere. Unpack it yourself.</source>
        <translation>« {name} » n'est pas décompressé : « {entry} » est trop grand, protégé ou pointe ailleurs. Décompressez-le vous-même.</translation>
    </message>
    <message>
        <source>“{layer}” is read from {path}, which would be overwritten. Choose another file for the package.</source>
        <translation>« {layer} » est lue dans {path}, qui serait écrasé. Choisissez un autre fichier pour le paquet.</translation>
    </message>
    <message>
        <source>An animation cannot be carried: it stands still.</source>
        <translation>Une animation ne peut pas être reprise : elle reste fixe.</translation>
    </message>
    <message>
        <source>This part of the symbol cannot be carried and is left out: {part}.</source>
        <translation>Cette partie du symbole ne peut pas être reprise et est omise : {part}.</translation>
    </message>
    <message>
        <source>The offset of a line cannot be carried: it is drawn in its place.</source>
        <translation>Le décalage d'une ligne ne peut pas être repris : elle est dessinée à sa place.</translation>
    </message>
    <message>
        <source>Markers at the ends or vertices of a line become one in its middle.</source>
        <translation>Les marqueurs aux extrémités ou aux sommets d'une ligne deviennent un marqueur en son milieu.</translation>
    </message>
    <message>
        <source>The offset of a fill cannot be carried: it is drawn in its place.</source>
        <translation>Le décalage d'un remplissage ne peut pas être repris : il est dessiné à sa place.</translation>
    </message>
    <message>
        <source>A gradient cannot be carried: its middle colour is used.</source>
        <translation>Un dégradé ne peut pas être repris : sa couleur moyenne est utilisée.</translation>
    </message>
    <message>
        <source>Markers placed at random become a regular pattern of them.</source>
        <translation>Les marqueurs placés au hasard deviennent un motif régulier.</translation>
    </message>
    <message>
        <source>A geometry computed by an expression cannot be carried: the object's own is drawn.</source>
        <translation>Une géométrie calculée par une expression ne peut pas être reprise : celle de l'objet est dessinée.</translation>
    </message>
    <message>
        <source>This line becomes a plain one of about the same width and colour.</source>
        <translation>Cette ligne devient une ligne simple, à peu près de même largeur et de même couleur.</translation>
    </message>
    <message>
        <source>What labels take from attributes besides their text is not carried.</source>
        <translation>Ce que les étiquettes tirent des attributs, hormis leur texte, n'est pas repris.</translation>
    </message>
    <message>
        <source>The background of labels cannot be carried.</source>
        <translation>Le fond des étiquettes ne peut pas être repris.</translation>
    </message>
    <message>
        <source>The shadow of labels cannot be carried.</source>
        <translation>L'ombre des étiquettes ne peut pas être reprise.</translation>
    </message>
    <message>
        <source>Labels are written without this: {details}.</source>
        <translation>Les étiquettes sont écrites sans ceci : {details}.</translation>
    </message>
    <message>
        <source>Labels of tiles are written in {font}.</source>
        <translation>Les étiquettes des tuiles sont écrites en {font}.</translation>
    </message>
    <message>
        <source>On tiles, the label of a polygon stands once in each of its parts, also of those cut apart.</source>
        <translation>Sur les tuiles, l'étiquette d'un polygone figure une fois dans chacune de ses parties, y compris celles d'un polygone découpé.</translation>
    </message>
    <message>
        <source>lines under or through the text</source>
        <translation>texte souligné ou barré</translation>
    </message>
    <message>
        <source>spacing of letters or words</source>
        <translation>espacement des lettres ou des mots</translation>
    </message>
    <message>
        <source>capitals</source>
        <translation>majuscules</translation>
    </message>
    <message>
        <source>vertical writing</source>
        <translation>écriture verticale</translation>
    </message>
    <message>
        <source>HTML</source>
        <translation>HTML</translation>
    </message>
    <message>
        <source>blending</source>
        <translation>mode de fusion</translation>
    </message>
    <message>
        <source>masks</source>
        <translation>masques</translation>
    </message>
    <message>
        <source>a size that follows the scale</source>
        <translation>taille qui suit l’échelle</translation>
    </message>
    <message>
        <source>the format of numbers</source>
        <translation>format des nombres</translation>
    </message>
    <message>
        <source>line breaks</source>
        <translation>retours à la ligne</translation>
    </message>
    <message>
        <source>direction arrows</source>
        <translation>flèches de direction</translation>
    </message>
    <message>
        <source>callouts</source>
        <translation>légendes reliées</translation>
    </message>
    <message>
        <source>Sizes measured on the ground become fixed sizes, as they are at 1:{scale}.</source>
        <translation>Les tailles mesurées sur le terrain deviennent fixes, telles qu'au 1:{scale}.</translation>
    </message>
    <message>
        <source>Blending modes cannot be carried: colours are laid over each other.</source>
        <translation>Les modes de fusion ne peuvent pas être repris : les couleurs se superposent.</translation>
    </message>
    <message>
        <source>Diagrams cannot be carried.</source>
        <translation>Les diagrammes ne peuvent pas être repris.</translation>
    </message>
    <message>
        <source>The layer's effects cannot be carried.</source>
        <translation>Les effets de la couche ne peuvent pas être repris.</translation>
    </message>
    <message>
        <source>The drawing order of objects cannot be carried: they are drawn as they come.</source>
        <translation>L’ordre de dessin des objets ne peut pas être repris : ils sont dessinés comme ils viennent.</translation>
    </message>
    <message>
        <source>What lies outside polygons cannot be drawn: only their outlines are.</source>
        <translation>L’extérieur des polygones ne peut pas être dessiné : seuls leurs contours le sont.</translation>
    </message>
    <message>
        <source>Objects are not merged: each is drawn by itself.</source>
        <translation>Les objets ne sont pas fusionnés : chacun est dessiné à part.</translation>
    </message>
    <message>
        <source>Points close to each other are neither moved apart nor grouped: each is drawn in its place.</source>
        <translation>Les points proches ne sont ni écartés ni regroupés : chacun est dessiné à sa place.</translation>
    </message>
    <message>
        <source>Symbols that come with each object cannot be carried: all get the layer's own symbol.</source>
        <translation>Les symboles propres à chaque objet ne peuvent pas être repris : tous reçoivent celui de la couche.</translation>
    </message>
    <message>
        <source>This kind of drawing (heat map, clusters…) cannot be carried: a plain symbol is used.</source>
        <translation>Ce mode de rendu (carte de chaleur, regroupements…) ne peut pas être repris : un symbole simple est utilisé.</translation>
    </message>
    <message>
        <source>Its effects (shadow, glow, blur) cannot be carried.</source>
        <translation>Ses effets (ombre, lueur, flou) ne peuvent pas être repris.</translation>
    </message>
    <message>
        <source>The opacity and the blending of its effects cannot be carried: it is drawn plainly.</source>
        <translation>L’opacité et la fusion de ses effets ne peuvent pas être reprises : il est dessiné sans elles.</translation>
    </message>
    <message>
        <source>“{property}” follows an expression that cannot be carried: {expression}</source>
        <translation>« {property} » suit une expression qui ne peut pas être reprise : {expression}</translation>
    </message>
    <message>
        <source>Markers along a line turn with it.</source>
        <translation>Les marqueurs le long d’une ligne tournent avec elle.</translation>
    </message>
    <message>
        <source>A line kept inside its polygon is drawn on the border.</source>
        <translation>Une ligne tenue à l’intérieur de son polygone est dessinée sur le bord.</translation>
    </message>
    <message>
        <source>A line shortened at its ends is drawn whole.</source>
        <translation>Une ligne raccourcie à ses extrémités est dessinée en entier.</translation>
    </message>
    <message>
        <source>A line for some rings only is drawn on all of them.</source>
        <translation>Une ligne réservée à certains anneaux est dessinée sur tous.</translation>
    </message>
    <message>
        <source>Markers beside a line are drawn on it.</source>
        <translation>Les marqueurs décalés d’une ligne sont dessinés dessus.</translation>
    </message>
    <message>
        <source>Markers scattered at random form a regular pattern.</source>
        <translation>Les marqueurs dispersés au hasard forment un motif régulier.</translation>
    </message>
    <message>
        <source>This look could not be read: {reason}</source>
        <translation>Ce style n’a pas pu être lu : {reason}</translation>
    </message>
    <message>
        <source>Nothing of this look can be carried: a plain symbol is used.</source>
        <translation>Rien de ce style ne peut être repris : un symbole simple est utilisé.</translation>
    </message>
    <message>
        <source>Its filter cannot be carried, so it is left out: {filter}</source>
        <translation>Son filtre ne peut pas être repris, elle est donc omise : {filter}</translation>
    </message>
    <message>
        <source>The style uses attributes that are not published: {attributes}</source>
        <translation>Le style utilise des attributs qui ne sont pas publiés : {attributes}</translation>
    </message>
    <message>
        <source>This kind of labels cannot be carried.</source>
        <translation>Ce type d'étiquettes ne peut pas être repris.</translation>
    </message>
    <message>
        <source>These labels cannot be carried: {text}</source>
        <translation>Ces étiquettes ne peuvent pas être reprises : {text}</translation>
    </message>
    <message>
        <source>Labels show « {field} » alone instead of: {text}</source>
        <translation>Les étiquettes montrent seulement « {field} » au lieu de : {text}</translation>
    </message>
</context><context>
    <name>DatasheetTab</name>
    <message>
        <source>Picture of the datasheet</source>
        <translation>Vignette de la fiche de données</translation>
    </message>
    <message>
        <source>Take a &amp;picture of the map…</source>
        <translation>&amp;Photographier la carte…</translation>
    </message>
    <message>
        <source>The map as the window shows it becomes the picture of the datasheet</source>
        <translation>La carte telle que la fenêtre la montre devient la vignette de la fiche de données</translation>
    </message>
    <message>
        <source>Repla&amp;ce the data…</source>
        <translation>Rempla&amp;cer les données…</translation>
    </message>
    <message>
        <source>Newer layers behind the same addresses</source>
        <translation>Des couches plus récentes derrière les mêmes adresses</translation>
    </message>
    <message>
        <source>&amp;Edit on the website</source>
        <translation>Modi&amp;fier sur le site</translation>
    </message>
    <message>
        <source>The whole record can be read and edited there</source>
        <translation>La fiche complète peut y être lue et modifiée</translation>
    </message>
    <message>
        <source>Metadata</source>
        <translation>Métadonnées</translation>
    </message>
    <message>
        <source>Documents</source>
        <translation>Documents</translation>
    </message>
    <message>
        <source>Documents of the datasheet</source>
        <translation>Documents de la fiche de données</translation>
    </message>
    <message>
        <source>Add a &amp;file…</source>
        <translation>Ajouter un fic&amp;hier…</translation>
    </message>
    <message>
        <source>Add a lin&amp;k…</source>
        <translation>Ajouter un lie&amp;n…</translation>
    </message>
    <message>
        <source>&amp;Open</source>
        <translation>&amp;Ouvrir</translation>
    </message>
    <message>
        <source>Re&amp;move…</source>
        <translation>Re&amp;tirer…</translation>
    </message>
</context><context>
    <name>DatasheetsPage</name>
    <message>
        <source>Search</source>
        <translation>Rechercher</translation>
    </message>
    <message>
        <source>Search among the datasheets</source>
        <translation>Rechercher parmi les fiches de données</translation>
    </message>
    <message>
        <source>Refresh</source>
        <translation>Actualiser</translation>
    </message>
    <message>
        <source>&amp;Everybody's</source>
        <translation>C&amp;elles de tous</translation>
    </message>
    <message>
        <source>Show the datasheets of others too; they can be looked at, not changed</source>
        <translation>Montrer aussi les fiches des autres ; elles se consultent, sans se modifier</translation>
    </message>
    <message>
        <source>Order of the datasheets</source>
        <translation>Ordre des fiches de données</translation>
    </message>
    <message>
        <source>Datasheets</source>
        <translation>Fiches de données</translation>
    </message>
</context><context>
    <name>DeleteDialog</name>
    <message>
        <source>Delete the datasheet</source>
        <translation>Supprimer la fiche de données</translation>
    </message>
    <message>
        <source>What will be deleted</source>
        <translation>Ce qui sera supprimé</translation>
    </message>
    <message>
        <source>To confirm, &amp;type the title of the datasheet:</source>
        <translation>Pour confirmer, &amp;tapez le titre de la fiche de données :</translation>
    </message>
</context><context>
    <name>DetailPage</name>
    <message>
        <source>Back to the list</source>
        <translation>Retour à la liste</translation>
    </message>
    <message>
        <source>Back to the list (Escape)</source>
        <translation>Retour à la liste (Échap)</translation>
    </message>
    <message>
        <source>Report of the platform</source>
        <translation>Rapport de la plateforme</translation>
    </message>
    <message>
        <source>Stages and checks</source>
        <translation>Étapes et vérifications</translation>
    </message>
    <message>
        <source>Stages</source>
        <translation>Étapes</translation>
    </message>
    <message>
        <source>Stage</source>
        <translation>Étape</translation>
    </message>
    <message>
        <source>State</source>
        <translation>État</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Durée</translation>
    </message>
    <message>
        <source>Services</source>
        <translation>Services</translation>
    </message>
    <message>
        <source>Datasheet</source>
        <translation>Fiche de données</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>Journal</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Quand</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Quoi</translation>
    </message>
    <message>
        <source>&amp;Add to the project</source>
        <translation>&amp;Ajouter au projet</translation>
    </message>
    <message>
        <source>&amp;Correct and send again…</source>
        <translation>&amp;Corriger et renvoyer…</translation>
    </message>
    <message>
        <source>Publish the layers selected in the layer tree in the place of the refused ones</source>
        <translation>Publier les couches sélectionnées dans l'arbre des couches à la place de celles refusées</translation>
    </message>
    <message>
        <source>&amp;Resume</source>
        <translation>&amp;Reprendre</translation>
    </message>
    <message>
        <source>&amp;Stop</source>
        <translation>A&amp;rrêter</translation>
    </message>
    <message>
        <source>Open on the &amp;website</source>
        <translation>Voir sur le &amp;site</translation>
    </message>
    <message>
        <source>More actions</source>
        <translation>Autres actions</translation>
    </message>
</context><context>
    <name>LinkDialog</name>
    <message>
        <source>Add a link</source>
        <translation>Ajouter un lien</translation>
    </message>
    <message>
        <source>&amp;Name:</source>
        <translation>&amp;Nom :</translation>
    </message>
    <message>
        <source>&amp;Address (http or https):</source>
        <translation>&amp;Adresse (http ou https) :</translation>
    </message>
    <message>
        <source>&amp;Description (optional):</source>
        <translation>&amp;Description (facultative) :</translation>
    </message>
</context><context>
    <name>ListPage</name>
    <message>
        <source>&amp;Publish layers…</source>
        <translation>&amp;Publier des couches…</translation>
    </message>
    <message>
        <source>Publish the layers that are selected in the layer tree</source>
        <translation>Publier les couches sélectionnées dans l'arbre des couches</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Rechercher</translation>
    </message>
    <message>
        <source>Search among the publications</source>
        <translation>Rechercher parmi les publications</translation>
    </message>
    <message>
        <source>Nothing is published yet. Select layers in the layer tree, then press “Publish layers…”, or drop layers here.</source>
        <translation>Rien n'est encore publié. Sélectionnez des couches dans l'arbre des couches, puis appuyez sur « Publier des couches… », ou déposez des couches ici.</translation>
    </message>
    <message>
        <source>Publications</source>
        <translation>Publications</translation>
    </message>
</context><context>
    <name>LookDialog</name>
    <message>
        <source>Styles of the service</source>
        <translation>Styles du service</translation>
    </message>
    <message>
        <source>&amp;Styles that its readers choose from:</source>
        <translation>&amp;Styles au choix de ses utilisateurs :</translation>
    </message>
    <message>
        <source>Make it the &amp;default</source>
        <translation>Le mettre par &amp;défaut</translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation>&amp;Retirer</translation>
    </message>
    <message>
        <source>The look of layers of the project</source>
        <translation>Le style de couches du projet</translation>
    </message>
    <message>
        <source>&amp;Name of the style:</source>
        <translation>&amp;Nom du style :</translation>
    </message>
    <message>
        <source>What cannot follow</source>
        <translation>Ce qui ne peut pas suivre</translation>
    </message>
    <message>
        <source>It becomes the de&amp;fault style</source>
        <translation>Il devient le style par dé&amp;faut</translation>
    </message>
    <message>
        <source>&amp;Put the style</source>
        <translation>&amp;Appliquer le style</translation>
    </message>
</context><context>
    <name>OptionsPage</name>
    <message>
        <source>Platform</source>
        <translation>Plateforme</translation>
    </message>
    <message>
        <source>Address of the &amp;API</source>
        <translation>Adresse de l'&amp;API</translation>
    </message>
    <message>
        <source>Address of the &amp;sign-in</source>
        <translation>Adresse de &amp;connexion</translation>
    </message>
    <message>
        <source>Sign-in</source>
        <translation>Connexion</translation>
    </message>
    <message>
        <source>&amp;Client identifier</source>
        <translation>&amp;Identifiant du client</translation>
    </message>
    <message>
        <source>&amp;Port for the browser's answer</source>
        <translation>&amp;Port pour la réponse du navigateur</translation>
    </message>
    <message>
        <source>Client s&amp;ecret</source>
        <translation>&amp;Secret du client</translation>
    </message>
    <message>
        <source>Only where the server demands one</source>
        <translation>Seulement là où le serveur l'exige</translation>
    </message>
    <message>
        <source>Kept in QGIS's authentication database and never shown again. Leave it empty to keep what is stored.</source>
        <translation>Gardé dans la base d'authentification de QGIS et jamais réaffiché. Laissez vide pour conserver celui qui est enregistré.</translation>
    </message>
    <message>
        <source>Stay signed in between two sessions of &amp;QGIS</source>
        <translation>Rester connecté entre deux sessions de &amp;QGIS</translation>
    </message>
    <message>
        <source>QGIS keeps the session in a file of your profile; signing out deletes it.</source>
        <translation>QGIS garde la session dans un fichier de votre profil ; se déconnecter le supprime.</translation>
    </message>
    <message>
        <source>Another authentication configuration of QGIS, instead of the plugin's own sign-in</source>
        <translation>Une autre configuration d'authentification de QGIS, au lieu de la connexion propre à l'extension</translation>
    </message>
</context><context>
    <name>PublishPage</name>
    <message>
        <source>Back to the list</source>
        <translation>Retour à la liste</translation>
    </message>
    <message>
        <source>Back to the list (Escape)</source>
        <translation>Retour à la liste (Échap)</translation>
    </message>
    <message>
        <source>Publish layers</source>
        <translation>Publier des couches</translation>
    </message>
    <message>
        <source>&amp;Datasheet</source>
        <translation>&amp;Fiche de données</translation>
    </message>
    <message>
        <source>A new title, or one of your datasheets to add to</source>
        <translation>Un nouveau titre, ou l'une de vos fiches de données à compléter</translation>
    </message>
    <message>
        <source>&amp;Layers</source>
        <translation>&amp;Couches</translation>
    </message>
    <message>
        <source>Layers to publish</source>
        <translation>Couches à publier</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>Couche</translation>
    </message>
    <message>
        <source>Geometry</source>
        <translation>Géométrie</translation>
    </message>
    <message>
        <source>Projection</source>
        <translation>Projection</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>Entités</translation>
    </message>
    <message>
        <source>State</source>
        <translation>État</translation>
    </message>
    <message>
        <source>Remarks about the layers</source>
        <translation>Remarques sur les couches</translation>
    </message>
    <message>
        <source>Services to open</source>
        <translation>Services à ouvrir</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Plus d'options</translation>
    </message>
    <message>
        <source>&amp;Technical name</source>
        <translation>Nom &amp;technique</translation>
    </message>
    <message>
        <source>Pro&amp;jection</source>
        <translation>Pro&amp;jection</translation>
    </message>
    <message>
        <source>Selected &amp;features only</source>
        <translation>&amp;Entités sélectionnées seulement</translation>
    </message>
    <message>
        <source>Leave out &amp;hidden fields</source>
        <translation>Laisser de côté les champs &amp;masqués</translation>
    </message>
    <message>
        <source>In&amp;valid geometries</source>
        <translation>Géométries in&amp;valides</translation>
    </message>
    <message>
        <source>&amp;Publish</source>
        <translation>&amp;Publier</translation>
    </message>
</context><context>
    <name>RecordForm</name>
    <message>
        <source>Metadata</source>
        <translation>Métadonnées</translation>
    </message>
    <message>
        <source>What only you know, for the datasheet's record in the catalogue. It is asked once and remembered.</source>
        <translation>Ce que vous seul savez, pour la fiche de métadonnées au catalogue. C’est demandé une fois et retenu.</translation>
    </message>
    <message>
        <source>P&amp;roducer</source>
        <translation>P&amp;roducteur</translation>
    </message>
    <message>
        <source>The organisation, or the person, behind the data</source>
        <translation>L’organisme, ou la personne, derrière les données</translation>
    </message>
    <message>
        <source>&amp;Contact e-mail</source>
        <translation>Adresse de c&amp;ontact</translation>
    </message>
    <message>
        <source>Shown to everybody in the catalogue</source>
        <translation>Visible de tous dans le catalogue</translation>
    </message>
    <message>
        <source>The&amp;mes</source>
        <translation>T&amp;hèmes</translation>
    </message>
    <message>
        <source>&amp;Year of production</source>
        <translation>A&amp;nnée de production</translation>
    </message>
    <message>
        <source>Created o&amp;n</source>
        <translation>Créées &amp;le</translation>
    </message>
    <message>
        <source>De&amp;scription</source>
        <translation>&amp;Description</translation>
    </message>
</context><context>
    <name>ReplaceDialog</name>
    <message>
        <source>Replace the data</source>
        <translation>Remplacer les données</translation>
    </message>
    <message>
        <source>&amp;Data to replace:</source>
        <translation>&amp;Données à remplacer :</translation>
    </message>
    <message>
        <source>A layer for each table</source>
        <translation>Une couche pour chaque table</translation>
    </message>
    <message>
        <source>Remarks on the layers</source>
        <translation>Remarques sur les couches</translation>
    </message>
</context><context>
    <name>ServiceOptionsBox</name>
    <message>
        <source>Options</source>
        <translation>Options</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Titre</translation>
    </message>
    <message>
        <source>Technical name</source>
        <translation>Nom technique</translation>
    </message>
    <message>
        <source>Who may use it</source>
        <translation>Accès</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>Apparence</translation>
    </message>
    <message>
        <source>Other looks</source>
        <translation>Autres apparences</translation>
    </message>
    <message>
        <source>Offered beside the first one, which stays the default</source>
        <translation>Proposées à côté de la première, qui reste celle par défaut</translation>
    </message>
    <message>
        <source>Format of the look</source>
        <translation>Format de l’apparence</translation>
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
        <translation>Titre</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nom</translation>
    </message>
</context><context>
    <name>SupplyDialog</name>
    <message>
        <source>Resume a publication</source>
        <translation>Reprendre une publication</translation>
    </message>
    <message>
        <source>&amp;Layers of the project</source>
        <translation>&amp;Couches du projet</translation>
    </message>
    <message>
        <source>&amp;Selected rows only</source>
        <translation>&amp;Entités sélectionnées seulement</translation>
    </message>
    <message>
        <source>Or a &amp;file (.gpkg, .zip)</source>
        <translation>Ou un &amp;fichier (.gpkg, .zip)</translation>
    </message>
</context><context>
    <name>ThumbnailDialog</name>
    <message>
        <source>Picture of the datasheet</source>
        <translation>Vignette de la fiche de données</translation>
    </message>
    <message>
        <source>This is how the map is drawn now. It will be shown in the lists of datasheets, and by the metadata record.</source>
        <translation>Voici la carte telle qu'elle est dessinée. Elle sera montrée dans les listes de fiches de données et par la fiche de métadonnées.</translation>
    </message>
    <message>
        <source>Preview of the picture</source>
        <translation>Aperçu de la vignette</translation>
    </message>
</context><context>
    <name>TileOptionsBox</name>
    <message>
        <source>How tiles are cut</source>
        <translation>Découpage des tuiles</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>Couche</translation>
    </message>
    <message>
        <source>Zoom levels</source>
        <translation>Niveaux de zoom</translation>
    </message>
    <message>
        <source>First zoom level, the smallest scale</source>
        <translation>Premier niveau de zoom, la plus petite échelle</translation>
    </message>
    <message>
        <source>to</source>
        <translation>à</translation>
    </message>
    <message>
        <source>Last zoom level, the largest scale</source>
        <translation>Dernier niveau de zoom, la plus grande échelle</translation>
    </message>
    <message>
        <source>Back to the suggested levels</source>
        <translation>Revenir aux niveaux suggérés</translation>
    </message>
    <message>
        <source>Back to the levels that the layer's extent, density and scale limits suggest</source>
        <translation>Revenir aux niveaux que suggèrent l’emprise, la densité et les limites d’échelle de la couche</translation>
    </message>
    <message>
        <source>Attributes</source>
        <translation>Attributs</translation>
    </message>
    <message>
        <source>Generalisation</source>
        <translation>Généralisation</translation>
    </message>
    <message>
        <source>Part of the data</source>
        <translation>Partie des données</translation>
    </message>
    <message>
        <source>Draw a sample…</source>
        <translation>Dessiner un échantillon…</translation>
    </message>
    <message>
        <source>Draw a rectangle on the map: only that part is cut, to try things out (Escape cancels)</source>
        <translation>Dessinez un rectangle sur la carte : seule cette partie est découpée, pour essayer (Échap annule)</translation>
    </message>
    <message>
        <source>All of the data again</source>
        <translation>De nouveau toutes les données</translation>
    </message>
    <message>
        <source>Forget the sample area</source>
        <translation>Oublier la zone d’échantillon</translation>
    </message>
</context><context>
    <name>UnpublishDialog</name>
    <message>
        <source>Unpublish a service</source>
        <translation>Dépublier un service</translation>
    </message>
    <message>
        <source>What will be deleted</source>
        <translation>Ce qui sera supprimé</translation>
    </message>
</context><context>
    <name>WordsDialog</name>
    <message>
        <source>Texts of the service</source>
        <translation>Textes du service</translation>
    </message>
    <message>
        <source>&amp;Title:</source>
        <translation>&amp;Titre :</translation>
    </message>
    <message>
        <source>&amp;Description:</source>
        <translation>&amp;Description :</translation>
    </message>
    <message>
        <source>&amp;Keywords, separated by commas:</source>
        <translation>&amp;Mots-clés, séparés par des virgules :</translation>
    </message>
    <message>
        <source>T&amp;ables that the service shows:</source>
        <translation>T&amp;ables diffusées par le service :</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>Table</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Titre</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Description</translation>
    </message>
    <message>
        <source>Keywords</source>
        <translation>Mots-clés</translation>
    </message>
</context></TS>
