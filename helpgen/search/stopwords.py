"""Words that say little about what someone looks for, by language, in their folded spelling.

Only words that join others. Negations, times and kinds of questions (not, without, before,
when, how, why) stay out of the lists: "card not arrived" is another question than "card
arrived", and searches got worse with them in (`benchmarks/search_quality.py`).
"""

from __future__ import annotations

STOPWORDS: dict[str, frozenset[str]] = {
    language: frozenset(words.split())
    for language, words in {
        "en": "a am an and any anyone are as at be been being but by can could did do does doing "
        "for from get got had has have having he her hers him his i if im in into is it its ive "
        "just like me my of on or our possible she should so some someone something than that the "
        "their them then there these they this those to us was way ways we were what which who "
        "will with would you your",
        "es": "a al algo como con de del e el ella ellas ellos en es esa ese eso esta este esto "
        "fue ha hay he la las le les lo los me mi mis muy o para pero por que se ser si son su "
        "sus te tu tus un una unas uno unos y ya yo",
        "fr": "a ai as au aux avec c ce ces cela cet cette ceci d dans de des du elle elles en es "
        "est et etes etre eu il ils j je l la le les leur leurs lui m ma mais me mes moi mon n "
        "nos notre nous on ont ou par pour qu que qui s sa se ses si son sont sur t ta te tes "
        "toi ton tu un une vos votre vous y",
        "de": "aber als am an auch auf aus bei bin bist da das dass dem den der des dich die dir "
        "du durch ein eine einem einen einer eines er es fur hat habe haben ich ihr ihre ihrem "
        "ihren im in ins ist ja kann konnen man mein meine meinem meinen meiner mich mir mit "
        "oder sein seine sich sie sind so um und uns unser von vom war was welche werden wie wir "
        "wird zu zum zur",
        "it": "a ad ai al alla alle allo agli anche c che chi ci coi col come con d da dai dal "
        "dalla dalle de degli dei del dell della delle dello di e ed essere ha hai hanno ho i il "
        "in io l la le lei lo loro lui ma me mi mia mie miei mio ne negli nei nel nell nella "
        "nelle o per piu puo qual quale questa questo s se si sia sono su sua sue sui sul sulla "
        "suo t ti tra tu tua tuo un una uno v vi",
        "pt": "a ao aos as com como da das de do dos e ela elas ele eles em entre era essa esse "
        "esta este eu foi ha isso isto ja lhe mais mas me meu meus minha minhas muito na nas no "
        "nos o os ou para pela pelo por pra que se ser seu seus sua suas so te tem um uma "
        "umas uns voce",
        "nl": "aan al als ben bij daar dan dat de deze die dit door dus een en er had heb hebben "
        "heeft het hij hun ik in is je jij jou jouw kan kun kunnen maar me mij mijn met mag naar "
        "nog of om omdat ons onze ook op te tot u uit uw van voor was wat we wel wij worden wordt "
        "ze zich zij zijn zo",
        "sv": "att av blir da de dem den denna deras det detta dig din du en ett for fran "
        "ha han har hon i jag kan man med mig min mina mitt nu och om oss pa sa sig sin som till "
        "ut var vad vara vi vill ar ni er",
        "da": "af at blev bliver da de dem den denne der deres det dette dig din du eller en er et "
        "for fra har han hun i jeg kan man med mig min mine mit nu og om os pa sa sig sin som til "
        "ud var vi vil",
        "nb": "av at bli blir da de dem den denne der deres det dette deg din du eller en er et "
        "for fra har han hun i jeg kan man med meg min mine mitt na og om oss pa sa seg sin som "
        "til ut var vi vil",
        "fi": "etta han he ja jo joka jos kai me mika mina minun mita mutta ne niin nyt "
        "olen oli olla on ovat se sen sina sinun siita ta tama tai te",
        "pl": "a aby ale bo by byc byl byla co czy dla do go i ich ja jak jako je jego jej jest "
        "jestem jesli juz ktora ktore ktory lub ma mam mi mnie moj moja moje moze mozna moge na "
        "nam nas o od on ona oraz po przez sa sie sobie ta tak te tego tej ten to tu ty w we wy "
        "z za ze",
        "tr": "acaba ama bana bazi ben benim bir biz bizim bu bunu cok da daha de diye en gibi hem "
        "icin ile ise ki mi mu o olan olarak onu sen sizin siz su ve veya ya",
        "ru": "а бы был была были быть в вам вас ваш весь во вот все вы да для до его ее если есть "
        "еще же за и из или им их к как ко ли мне мной мои мой моя мы на над наш о об он она они "
        "оно от по при с свои свой себя со так также то тоже у уж что чтобы эта эти это этот я",
        "ar": "ان او اي الي الذي التي انا انت انه اذا علي علي عن عند في قد كان كانت كل كما كنت "
        "لدي لقد لكن لها له لي ما مع من منها منه نحن هذا هذه هل هناك هو هي و ولكن وهو يكون يمكن "
        "يمكنني بها به تم",
        "he": "אבל או אותו אם אני את אתה ב גם הוא היא הם זה זו יש כי כל כן ל לי לך לנו מ מה של שלי "
        "שלך שלנו עם על ש",
        "ca": "a al als amb com d de del dels el els em en es esta ha hi i jo l la les li m ma me "
        "mes meu n o per pel pels que s se ser si son t te un una unes uns vosaltres",
        "ro": "a acest aceasta ai al ale am ar are as asta au ca care ce cu cum da de din ea ei el "
        "este eu fi fost i il in imi la le lui mai mea meu mi o or pe pentru sa sau se si sunt "
        "tu un una unei unui va voi",
        "hu": "a az azt be de egy el en es ez ezt fel ha hogy is itt ki le lesz meg mert mi mint "
        "olyan o ok s te van vagy volt",
        "el": "αν απο αυτο αυτα για ειναι εχω θα και με μου μασ να ο οι οτι που σασ σε στη στην "
        "στο στον τα τη την τησ τι το τον του των η ενα μια",
        "id": "ada adalah agar akan aku anda atau dan dapat dari dengan di dia ini itu jika juga "
        "kami karena ke kita oleh pada para saya sebagai seperti untuk yang",
        "cs": "a aby ale az bude by byl co do i ja jak jako je jeho jej jejich jen jeste "
        "ji jiz jsem jsme jsou k ke ktera ktere ktery ma me mi muj muze na nam o od po pro pri s "
        "se si svuj ta tak take te ten to tu ty u v ve vas z za ze",
        "uk": "а або але би був була були бути в вам вас ваш ви від він вона вони воно все для до "
        "з за і із її їх ми мені мій мою моя на над наш о по при про та так також те то у це "
        "цей ця чи що щоб я як який",
    }.items()
}
