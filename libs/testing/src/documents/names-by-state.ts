import type { StateCode } from './states.js';

/** Common names, places and streets of a state, from which fictitious holders are made. */
export interface StateNames {
  readonly surnames: readonly string[];
  readonly female: readonly string[];
  readonly male: readonly string[];
  /** Cities with the shape of their postal codes: `#` a digit, `@` a letter. */
  readonly cities: readonly (readonly [city: string, postalCode: string, province: string])[];
  /** Streets; `#` is the house's number. */
  readonly streets: readonly string[];
  /** Two surnames: side by side as in Spain, or now and then joined by a hyphen. */
  readonly doubleSurname: 'always' | 'hyphen';
}

function names(
  surnames: string,
  female: string,
  male: string,
  cities: string,
  streets: string,
  doubleSurname: StateNames['doubleSurname'] = 'hyphen',
): StateNames {
  return {
    surnames: surnames.split(','),
    female: female.split(','),
    male: male.split(','),
    cities: cities.split(',').map((entry) => {
      const [city = '', postalCode = '', province = 'XX'] = entry.split('|');
      return [city, postalCode, province];
    }),
    streets: streets.split(','),
    doubleSurname,
  };
}

export const NAMES_BY_STATE: Readonly<Record<StateCode, StateNames>> = {
  UTO: names(
    'Eriksson,Utopus,Morel,O’Brien,d’Avila,van Vries,Halász,Ünsal',
    'Anna Maria,Zoë,Ines,Åsa,Mia',
    'Raphael,José,Émile,Jürgen,Tom',
    'Zenith|#####|ZN,Amaurot|#####|AM,Port Clarté|#####|PC',
    '# Harbour Street,# Hill Road,# Quai du Nord',
  ),
  AUT: names(
    'Gruber,Huber,Moser,Köck,Stöger,Grünwald,Häusler,Weiß,Pichler,Fürst',
    'Anna,Lena,Marlene,Käthe,Sophie,Ilse',
    'Lukas,Jörg,Günther,Matthäus,Felix,Max',
    'Wien|1##0,Graz|80##,Linz|40##,Mödling|2340,Kitzbühel|6370',
    'Hauptstraße #,Mühlgasse #,Südtiroler Platz #,Bahnhofstraße #',
  ),
  BEL: names(
    'Peeters,Janssens,Maes,Dubois,Lefèvre,De Smet,Van den Broeck,Hermans,Léonard,Müller',
    'Emma,Louise,Noémie,Anaïs,Elke,Marie-Claire',
    'Lucas,Jean-Luc,Bram,François,Wout,Timothée',
    'Antwerpen|20##,Gent|90##,Liège|40##,Namur|50##,Sint-Niklaas|91##',
    'Kerkstraat #,Rue de l’Église #,Stationsstraat #,Chaussée de Mons #',
  ),
  CAN: names(
    'Tremblay,MacDonald,Roy,Gagné,Singh,Bélanger,Côté,Smith,Wong,Lévesque',
    'Olivia,Chloé,Émilie,Sarah,Marie-Ève,Grace',
    'Liam,Jérôme,William,Étienne,Arjun,Noah',
    'Toronto|M@4 2@7|ON,Ottawa|K@1 5@3|ON,Montréal|H@3 1@8|QC,Vancouver|V@6 3@2|BC',
    '# Maple Avenue,# rue Sherbrooke,# King Street West,# chemin du Lac',
  ),
  CHE: names(
    'Müller,Meier,Schmid,Keller,Bänziger,Rochat,Bühlmann,Favre,Bernasconi,Zürcher',
    'Lea,Noemi,Céline,Chiara,Ursina,Bärbel',
    'Reto,Urs,Loïc,Matteo,Jürg,Andri',
    'Zürich|80##,Bern|30##,Genève|12##,Lugano|69##,Delémont|28##',
    'Bahnhofstrasse #,Rue du Rhône #,Via Nassa #,Dorfstrasse #',
  ),
  DEU: names(
    'Müller,Schmidt,Schäfer,Köhler,Weiß,Jäger,Krüger,Groß,Böhm,Yılmaz,Nowak,von der Heide',
    'Anna,Lena,Jördis,Käthe,Sophie-Charlotte,Änne,Maria,Franziska',
    'Jürgen,Björn,Paul,Lukas,Hans-Peter,Götz,Maximilian,Sören',
    'Berlin|1####,München|80###,Köln|50###,Düsseldorf|40###,Nürnberg|90###,Görlitz|0282#',
    'Hauptstraße #,Goethestraße #,Am Mühlbach #,Königsallee #,Gartenweg #',
  ),
  ESP: names(
    'García,Núñez,Muñoz,Fernández,López,Ibáñez,Peña,Gómez,Rodríguez,Castaño',
    'María del Carmen,Lucía,Sofía,Begoña,Inés,Montserrat',
    'José Antonio,Íñigo,Álvaro,Javier,Andrés,Ramón',
    'Madrid|280##,Barcelona|080##,Málaga|290##,A Coruña|150##,Cádiz|110##',
    'Calle Mayor #,Avenida de España #,Plaza del Pilar #,Calle Núñez de Balboa #',
    'always',
  ),
  FRA: names(
    'Lefèvre,Dupont,Girard,Béranger,Le Goff,François,d’Arvor,Moreau,Noël,Brançon',
    'Camille,Chloé,Hélène,Marie-Thérèse,Anaïs,Élodie',
    'Jean-Pierre,Théo,Loïc,Benoît,Gaëtan,Rémi',
    'Paris|750##,Lyon|690##,Saint-Étienne|420##,Orléans|450##,Besançon|250##',
    '# rue de la République,# avenue Victor Hugo,# impasse des Chênes,# bd Saint-Michel',
  ),
  GBR: names(
    'Smith,Taylor,O’Connor,Evans,MacLeod,Patel,Featherstonehaugh,Brontë,Jones,Clarke',
    'Olivia,Siân,Zoë,Charlotte,Priya,Emily',
    'Oliver,Harry,Callum,Rhys,George,Imran',
    'London|SW1@ 4@@,Manchester|M1 2@@,Cardiff|CF1# 3@@,Edinburgh|EH1 1@@',
    '# Church Lane,# High Street,# Station Road,# The Green',
  ),
  IRL: names(
    'Ó Súilleabháin,Murphy,Ní Dhomhnaill,Byrne,O’Sullivan,Walsh,Mac Gearailt,Kelly',
    'Aoife,Siobhán,Niamh,Róisín,Ciara,Gráinne',
    'Seán,Oisín,Conor,Pádraig,Darragh,Eoin',
    'Dublin|D0# @###,Cork|T12 @###,Galway|H91 @###,Limerick|V94 @###',
    '# Main Street,# Quay Road,# Abbey Court,# Castle View',
  ),
  ITA: names(
    'Rossi,Russo,D’Angelo,De Luca,Nicolò,Esposito,Bianchi,Dell’Acqua,Ferrari,Cantù',
    'Giulia,Chiara,Maria Grazia,Francesca,Noemi,Letizia',
    'Niccolò,Alessandro,Pier Luigi,Andrea,Gianluca,Matteo',
    'Roma|001##,Milano|201##,Forlì|471##,Cantù|22063,L’Aquila|67100',
    'Via Roma #,Corso Italia #,Piazza Garibaldi #,Via della Libertà #',
  ),
  NLD: names(
    'de Jong,Jansen,van den Berg,Bakker,Visser,de Wit,Brouwer,Ruÿs,van ’t Hof,Çelik',
    'Sanne,Fleur,Renée,Anouk,Wilhelmina,Zoë',
    'Daan,Sem,Jeroen,René,Pieter-Jan,Thijs',
    'Amsterdam|10## @@,Utrecht|35## @@,Den Haag|25## @@,Groningen|97## @@',
    'Dorpsstraat #,Kerkweg #,Prinsengracht #,Molenlaan #',
  ),
  NOR: names(
    'Ødegård,Hansen,Bjørnstad,Sæther,Åsen,Kråkenes,Johansen,Løvås,Haugen,Moen',
    'Ingrid,Åse,Silje,Bjørg,Kari Anne,Nora',
    'Øyvind,Håkon,Lars,Bjørn,Jan-Erik,Pål',
    'Oslo|0###,Bergen|50##,Trondheim|70##,Tromsø|90##,Ålesund|60##',
    'Storgata #,Kirkeveien #,Sjøgata #,Åsveien #',
  ),
  POL: names(
    'Nowak,Kowalski,Wiśniewski,Dąbrowski,Wójcik,Łukasik,Żak,Święch,Błaszczyk,Górski',
    'Łucja,Małgorzata,Agnieszka,Zofia,Bożena,Świętosława',
    'Łukasz,Stanisław,Paweł,Jan,Michał,Grzegorz',
    'Warszawa|0#-###,Kraków|3#-###,Łódź|9#-###,Gdańsk|8#-###,Rzeszów|3#-###',
    'ul. Długa #,ul. Świętojańska #,al. Jerozolimskie #,ul. Żeromskiego #',
  ),
  PRT: names(
    'Gonçalves,Silva,Simões,Magalhães,Conceição,Pereira,Araújo,Fontão,Sousa,Brandão',
    'Maria João,Inês,Conceição,Beatriz,Assunção,Leonor',
    'João,António,Simão,Tomás,Luís Miguel,Estêvão',
    'Lisboa|1###-###,Porto|4###-###,Évora|7000-###,Guimarães|4800-###,Portimão|8500-###',
    'Rua Augusta #,Avenida da Liberdade #,Travessa do Carmo #,Rua de São João #',
    'always',
  ),
  SWE: names(
    'Andersson,Lindström,Sjöberg,Åkesson,Nyström,Björk,Hägglund,Ekström,Wallin,Öberg',
    'Åsa,Maja,Linnéa,Elsa,Märta,Ebba',
    'Göran,Björn,Åke,Nils,Karl-Johan,Östen',
    'Stockholm|11# ##,Göteborg|41# ##,Malmö|21# ##,Umeå|90# ##,Västerås|72# ##',
    'Storgatan #,Kungsgatan #,Åvägen #,Björkstigen #',
  ),
  TUR: names(
    'Yılmaz,Çelik,Şahin,Öztürk,Güneş,Kılıç,Doğan,Aydın,Koç,Türkoğlu',
    'Ayşe,Gülşen,Zeynep,Işıl,Özlem,Fatma Nur',
    'Mehmet,Çağrı,İbrahim,Oğuzhan,Ümit,Ali Rıza',
    'İstanbul|34###,Ankara|06###,İzmir|35###,Eskişehir|26###,Muğla|48###',
    'Atatürk Cad. No #,Cumhuriyet Sok. No #,Çiçek Sok. No #,İnönü Bulvarı No #',
  ),
  USA: names(
    'Johnson,Williams,Martinez,Nguyen,O’Malley,Washington,Garcia,Kowalski,Anderson,Lopez-Reyes',
    'Ashley,Jennifer,Maria Elena,Emily Rose,Destiny,Mary Ann',
    'Michael,Christopher,Jose Luis,James Earl,Tyler,Robert Lee',
    'Springfield|#####|IL,Albany|122##|NY,Austin|787##|TX,Sacramento|958##|CA,Richmond|232##|VA,Olympia|985##|WA',
    '#1 Oak Street,#0 Elm Avenue,#2 Maple Drive,#5 Lincoln Blvd',
  ),
  BGR: names(
    'Ivanova,Petrova,Dimitrova,Georgieva,Stoyanova,Todorova,Hristova',
    'Maria,Elena,Desislava,Gergana,Viktoria,Rositsa',
    'Georgi,Dimitar,Nikola,Hristo,Stoyan,Petar',
    'Sofia|1###,Plovdiv|40##,Varna|90##,Burgas|80##',
    'ul. Vitosha #,bul. Bulgaria #',
  ),
  CYP: names(
    'Georgiou,Ioannou,Konstantinou,Christodoulou,Nikolaou,Charalampous,Andreou',
    'Eleni,Maria,Androulla,Despoina,Katerina',
    'Andreas,Georgios,Panagiotis,Christos,Marios',
    'Nicosia|1###,Limassol|3###,Larnaca|6###,Paphos|8###',
    'Ledras #,Makariou #',
  ),
  CZE: names(
    'Novák,Svobodová,Dvořák,Procházka,Kučera,Němec,Říha,Šťastný,Žižka',
    'Jana,Kateřina,Zdeňka,Lucie,Markéta,Eliška',
    'Jiří,Tomáš,Ondřej,Václav,Matěj,Luboš',
    'Praha|1## ##,Brno|6## ##,Plzeň|3## ##,Ústí nad Labem|400 ##',
    'Dlouhá #,Náměstí Míru #',
  ),
  DNK: names(
    'Jensen,Sørensen,Nørgaard,Kjær,Østergaard,Møller,Rasmussen,Bæk,Ågaard',
    'Mette,Kirsten,Sofie,Åse,Freja,Maja',
    'Søren,Jørgen,Niels,Lars,Bjørn,Mads',
    'København|1###,Aarhus|80##,Odense|50##,Tønder|62##',
    'Strøget #,Nørregade #',
  ),
  EST: names(
    'Tamm,Saar,Mägi,Kask,Õunapuu,Põder,Kütt,Käär,Rebane',
    'Kadri,Mari-Liis,Ülle,Anu,Õie,Katrin',
    'Jüri,Tõnu,Rein,Märt,Toomas,Ants',
    'Tallinn|1####,Tartu|5####,Pärnu|8####,Jõhvi|4####',
    'Pikk #,Narva mnt #',
  ),
  FIN: names(
    'Korhonen,Virtanen,Mäkinen,Nieminen,Hämäläinen,Järvinen,Lindström,Öhman',
    'Aino,Päivi,Kaisa,Tuulikki,Ritva,Hanna-Leena',
    'Matti,Väinö,Jukka,Pekka,Kalle,Eero',
    'Helsinki|00###,Tampere|33###,Jyväskylä|40###,Seinäjoki|60###',
    'Mannerheimintie #,Hämeenkatu #',
  ),
  GRC: names(
    'Papadopoulos,Papadopoulou,Georgiou,Nikolaidis,Oikonomou,Athanasiou,Theodorou',
    'Maria,Eleni,Aikaterini,Vasiliki,Sofia,Theodora',
    'Georgios,Dimitrios,Konstantinos,Ioannis,Nikolaos,Panagiotis',
    'Athina|1####,Thessaloniki|5####,Patra|26###,Larisa|41###',
    'Ermou #,Panepistimiou #',
  ),
  HRV: names(
    'Horvat,Kovačević,Babić,Marić,Jurić,Šimić,Đurić,Perković,Žužul',
    'Ana,Marija,Ivana,Željka,Snježana,Đurđica',
    'Ivan,Josip,Marko,Željko,Tomislav,Hrvoje',
    'Zagreb|10###,Split|21###,Rijeka|51###,Šibenik|22###',
    'Ilica #,Vukovarska #',
  ),
  HUN: names(
    'Nagy,Kovács,Tóth,Szabó,Horváth,Győri,Kőműves,Süveges,Papp',
    'Mária,Zsuzsanna,Erzsébet,Ilona,Tünde,Réka',
    'László,István,Győző,József,Ödön,Tamás',
    'Budapest|1###,Győr|90##,Kecskemét|60##,Szeged|67##',
    'Kossuth Lajos utca #,Petőfi tér #',
  ),
  ISL: names(
    'Jónsdóttir,Sigurðsson,Guðmundsdóttir,Þórsson,Ólafsdóttir,Björnsson,Ægisdóttir',
    'Guðrún,Þóra,Sigríður,Kristín,Anna,Björk',
    'Jón,Þórður,Sigurður,Ólafur,Einar,Ágúst',
    'Reykjavík|1##,Akureyri|60#,Kópavogur|20#,Ísafjörður|40#',
    'Laugavegur #,Hringbraut #',
  ),
  LIE: names(
    'Büchel,Frick,Hasler,Marxer,Ospelt,Kieber,Wohlwend,Beck',
    'Maria,Cornelia,Sabine,Ursula,Anja,Melanie',
    'Peter,Daniel,Markus,Jürgen,Thomas,Hansjörg',
    'Vaduz|9490,Schaan|9494,Balzers|9496,Triesen|9495',
    'Landstrasse #,Städtle #',
  ),
  LTU: names(
    'Kazlauskas,Petrauskienė,Jankauskas,Žukauskas,Butkutė,Šimkus,Čepaitė,Vaičiūnas',
    'Ona,Gintarė,Jūratė,Eglė,Živilė,Rūta',
    'Jonas,Mindaugas,Algirdas,Šarūnas,Žydrūnas,Kęstutis',
    'Vilnius|0####,Kaunas|4####,Klaipėda|9####,Šiauliai|7####',
    'Gedimino pr. #,Laisvės al. #',
  ),
  LUX: names(
    'Schmit,Müller,Weber,Hoffmann,Wagner,Thill,Reuter,Ries',
    'Anne,Françoise,Martine,Léa,Chantal,Danielle',
    'Jean,Marc,Gaston,Pol,François,Romain',
    'Luxembourg|1###,Esch-sur-Alzette|4###,Differdange|46##,Ettelbruck|90##',
    '# rue de la Gare,# avenue de la Liberté',
  ),
  LVA: names(
    'Bērziņš,Kalniņa,Ozols,Jansons,Liepiņa,Krūmiņš,Āboliņš,Šķēle',
    'Anna,Ilze,Kristīne,Inga,Līga,Dzintra',
    'Jānis,Andris,Guntis,Pēteris,Māris,Edgars',
    'Rīga|LV-10##,Daugavpils|LV-54##,Liepāja|LV-34##,Jūrmala|LV-20##',
    'Brīvības iela #,Kr. Barona iela #',
  ),
  MLT: names(
    'Borg,Camilleri,Vella,Farrugia,Zammit,Galea,Micallef,Buġeja',
    'Maria,Carmen,Rita,Josephine,Doris,Ċensa',
    'Joseph,Mario,Carmelo,Ġorġ,Paul,John',
    'Valletta|VLT 1###,Sliema|SLM 1###,Mosta|MST 1###,Żurrieq|ZRQ 1###',
    '# Triq ir-Repubblika,# Triq il-Kbira',
  ),
  ROU: names(
    'Popescu,Ionescu,Țurcanu,Constantin,Șerban,Dumitrescu,Stănescu,Rădulescu',
    'Maria,Ștefania,Ioana,Andreea,Mădălina,Elena',
    'Ion,Ștefan,Andrei,Mihai,Gheorghe,Răzvan',
    'București|01####,Cluj-Napoca|40####,Iași|70####,Timișoara|30####',
    'Strada Florilor #,Bulevardul Unirii #',
  ),
  SVK: names(
    'Horváth,Kováčová,Varga,Nagy,Tóthová,Balážová,Ďurica,Žiak,Šulík',
    'Mária,Zuzana,Katarína,Ľubica,Anna,Jarmila',
    'Ján,Peter,Jozef,Ľubomír,Štefan,Miroslav',
    'Bratislava|8## ##,Košice|04# ##,Žilina|01# ##,Prešov|08# ##',
    'Hlavná #,Štúrova #',
  ),
  SVN: names(
    'Novak,Horvat,Kovačič,Krajnc,Zupančič,Potočnik,Žagar,Šuštar',
    'Marija,Ana,Maja,Nataša,Špela,Živa',
    'Janez,Marko,Anže,Žiga,Luka,Matjaž',
    'Ljubljana|1000,Maribor|2000,Celje|3000,Škofja Loka|4220',
    'Slovenska cesta #,Trubarjeva ulica #',
  ),
  IND: names(
    'Sharma,Patel,Iyer,Nair,Reddy,Chatterjee,Singh,Kaur',
    'Rajeshwari,Ananya,Lakshmi,Meera,Priya',
    'Arjun,Rohan,Vikram,Suresh,Anil',
    'Delhi|1100##,Mumbai|4000##,Chennai|6000##,Kolkata|7000##',
    '# Mahatma Gandhi Road,# Station Road',
  ),
  UKR: names(
    'Shevchenko,Kovalenko,Bondarenko,Tkachenko,Kravchenko,Melnyk,Petrenko',
    'Oksana,Olena,Natalka,Iryna,Sofia,Daryna',
    'Taras,Ivan,Bohdan,Mykola,Petro,Roman',
    'Kyiv|0####,Lviv|79###,Odesa|65###,Kharkiv|61###',
    'vul. Shevchenka #,prosp. Peremohy #',
  ),
};
