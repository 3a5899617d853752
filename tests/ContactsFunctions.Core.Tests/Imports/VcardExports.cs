namespace ContactsFunctions.Core.Tests.Imports;

/// <summary>Cards as well-known programs write them.</summary>
internal static class VcardExports
{
    public const string IPhone = """
        BEGIN:VCARD
        VERSION:3.0
        PRODID:-//Apple Inc.//iPhone OS 18.1//EN
        N:Lindqvist;Märta;Elin;Dr.;
        FN:Dr. Märta Elin Lindqvist
        NICKNAME:Mimmi
        ORG:Fjällbruk AB;Produktion;
        TITLE:Platschef
        EMAIL;type=INTERNET;type=WORK;type=pref:marta@fjallbruk.example
        item1.EMAIL;type=INTERNET:mimmi@hem.example
        item1.X-ABLabel:_$!<Other>!$_
        TEL;type=CELL;type=VOICE:070-555 12 34
        TEL;type=WORK;type=VOICE;type=pref:+46 8 555 987 65
        item2.ADR;type=WORK;type=pref:;;Storgatan 1\, 2 tr;Östersund;;831 31;Sverige
        item2.X-ABADR:se
        item3.URL;type=pref:https\://fjallbruk.example
        NOTE:Ringer tillbaka efter lunch\; helst tisdagar.\nSe även C:\\kunder
         \\lista\, rad 4
        BDAY:1979-03-02
        PHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAEBAQEBAQEBAQ
         EBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQ==
        X-SOCIALPROFILE;type=twitter:http://twitter.com/mimmi
        UID:5A1D2C88-7A6E-4C39-9F0B-0D4C5A1E7711
        END:VCARD
        """;

    public const string Google = """
        BEGIN:VCARD
        VERSION:3.0
        FN:Kofi Mensah-Boateng
        N:Mensah-Boateng;Kofi;;;
        EMAIL;TYPE=INTERNET;TYPE=HOME:kofi.m@post.example
        EMAIL;TYPE=INTERNET;TYPE=WORK:kofi@accrafoods.example
        EMAIL;TYPE=INTERNET:KOFI@accrafoods.example
        TEL;TYPE=CELL:+233 24 555 0147
        ADR;TYPE=HOME:;;;;;;
        ADR;TYPE=WORK:;;12 Harbour Rd;Tema;Greater Accra;;Ghana;12 Harbour Rd\nTema\nGhana
        ORG:Accra Foods
        TITLE:Buyer
        PHOTO:https://lh3.googleusercontent.example/contacts/AbC-dEf=s96
        item1.URL:http\://accrafoods.example
        item1.X-ABLabel:
        CATEGORIES:Suppliers,myContacts
        END:VCARD
        """;

    public const string Outlook = """
        BEGIN:VCARD
        VERSION:2.1
        X-MS-OLK-FRONT-COVER;X-VALUE=1:x
        N;LANGUAGE=de;CHARSET=windows-1252;ENCODING=QUOTED-PRINTABLE:M=FCller;J=FCrgen=3B;;Herr
        FN;CHARSET=windows-1252;ENCODING=QUOTED-PRINTABLE:J=FCrgen M=FCller
        ORG:Müller \; Söhne;Einkauf
        TITLE;CHARSET=UTF-8;QUOTED-PRINTABLE:Gesch=C3=A4ftsf=C3=
        =BChrer
        NOTE;ENCODING=QUOTED-PRINTABLE;CHARSET=iso-8859-1:erste Zeile=0D=0A=
         zweite Zeile, 1 =3D 1=0D=0A=

        TEL;WORK;VOICE:+49 (89) 5550-123
        TEL;CELL;PREF;VOICE:0171 5550123
        ADR;WORK;PREF;ENCODING=QUOTED-PRINTABLE:;;Sendlinger Stra=C3=9Fe 1=0D=0A2. Stock;M=C3=BCnchen;;80331;Deutschland
        LABEL;WORK;PREF;ENCODING=QUOTED-PRINTABLE:Sendlinger Stra=C3=9Fe 1=0D=0A=
        80331 M=C3=BCnchen
        X-MS-OL-DEFAULT-POSTAL-ADDRESS:2
        EMAIL;PREF;INTERNET:j.mueller@mueller.example
        PHOTO;TYPE=JPEG;ENCODING=BASE64:
         /9j/4AAQSkZJRgABAQEAYABgAAD/2wBDAAgGBgcGBQgHBwcJCQgKDBQNDAsLDBkSEw8UHRof
        Hh0aHBwgJC4nICIsIxwcKDcpLDAxNDQ0Hyc5PTgyPC4zNDL/2wBDAQkJCQwLDBgNDRgyIRwh

        X-MS-OL-DESIGN;CHARSET=utf-8:<card xmlns="http://schemas.example/outlook"></card>
        REV:20240405T081500Z
        END:VCARD
        """;

    public const string Nextcloud = """
        BEGIN:VCARD
        VERSION:4.0
        PRODID:-//Nextcloud Contacts v6.0.1
        UID:urn:uuid:4fbe8971-0bc3-424c-9c26-36c3e1eff6b1
        FN;PREF=2:Old Name
        FN;PREF=1:Åsa Ó Brien
        N:Ó Brien;Åsa;Rós,María;;
        EMAIL;PREF=2:asa@other.example
        EMAIL;TYPE="home,work";PREF=1;VALUE=uri:mailto:asa%2Bvip@brien.example?subject=x
        TEL;VALUE=uri;PREF=1;TYPE="voice,home":tel:+1-555-555-0142;ext=5
        TEL;VALUE=text;TYPE=cell;X-NOTE="a;b:c":(555) 0199
        ORG;SORT-AS="Brien":Brien & Co\; Ltd;Research;Optics
        ADR;LABEL="1 Quay\nGalway; Ireland":;;1 Quay;Galway;;H91;Ireland
        CATEGORIES:Friends\, old,Work , 
        CATEGORIES:Work,Chess
        PHOTO;MEDIATYPE=image/png:data:image/png;base64,iVBORw0KGgo=
        PHOTO:https://cloud.example/p.png
        NOTE:A long line that is fold
        	ed with a tab\, and one with
          a blank.
        REV;VALUE=DATE-AND-OR-TIME:20241011T120000Z
        END:VCARD
        """;
}
