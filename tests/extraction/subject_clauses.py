"""Clauses and what their reports are about, word for word: the specification of the subject, by example.

Every sentence was made for its row. What a careful reader would underline stands second; "" where the text does not say.
"""

from __future__ import annotations

from typing import NamedTuple


class About(NamedTuple):
    """A clause, what its first report is about, and why it is worth a row."""

    why: str
    text: str
    about: str


SG = "Requests the Secretary-General to"

WHERE_IT_STANDS = (
    About("behind the verb", f"{SG} report on the state of the glaciers to the General Assembly at its ninetieth session;", "the state of the glaciers"),
    About("behind recipient and session", f"{SG} report to the General Assembly at its ninetieth session on the state of the glaciers;", "the state of the glaciers"),
    About("behind the noun", f"{SG} submit to the General Assembly a report on the state of the glaciers at its ninetieth session;", "the state of the glaciers"),
    About("behind an aside", f"{SG} report to the General Assembly, in close consultation with the mountain States, on the state of the glaciers;", "the state of the glaciers"),
    About("behind two asides with commas", f"{SG} submit, taking into account the views of Member States, in particular islands, coasts and deltas, and within existing resources, a report on ferry safety to the General Assembly;", "ferry safety"),
    About("behind each for his own", "to report, each for his Sector, annually to RAG, TSAG and TDAG respectively on the masts moved;", "the masts moved"),
    About("behind a span of years", "to report to TSAG every year from 2035 to 2037 on the masts moved;", "the masts moved"),
    About("behind sessions of two years", "to report to the Council at its 2035 and 2036 sessions on the masts moved;", "the masts moved"),
    About("in front of who reports", "that TSAG shall receive a report on mast safety from the Director of TSB each year;", "mast safety"),
    About("in front of who informs", "that TSAG shall be informed annually of the masts moved by the Director of TSB;", "the masts moved by the Director of TSB"),
    About("in front of who tells", "that TSAG shall be informed annually of the results by the Director of TSB;", "the results"),
    About("in front of a case", "to report to TSAG on the masts moved only if a deficit is foreseen;", "the masts moved"),
    About("when the first report is due says nothing", "to report annually to the Council, the first report being due in 2035;", ""),
    About("for the first time says nothing", "to report for the first time in 2035 and every three years thereafter to TSAG;", ""),
    About("behind a route", f"{SG} report to the General Assembly at its ninetieth session, through the Economic and Social Council at its 2036 session, on progress made in mapping caves;", "progress made in mapping caves"),
    About("reported to one and to another", f"{SG} report to the Human Rights Council at its ninetieth session and to report to the General Assembly at its ninety-first session on the safety of tunnels;", "the safety of tunnels"),
    About("on no fixed basis", f"{SG} report to the General Assembly on an ad hoc basis, on a periodic basis or at its request, orally or in writing, on the safety of tunnels;", "the safety of tunnels"),
    About("to members of a region", f"{SG} report to the General Assembly and to regional Member States on the safety of tunnels;", "the safety of tunnels"),
    About("notified in advance", "to inform TSAG in advance of any change to the test bed;", "any change to the test bed"),
    About("a session and its year", f"{SG} report to the Economic and Social Council at its second regular session 2036 on the safety of tunnels;", "the safety of tunnels"),
    About("a resolution and its day", f"{SG} report to the General Assembly, in accordance with its resolution 95/281 of 1 August 2035, on progress made in this regard;", "progress made in this regard"),
    About("to bodies and partners", f"{SG} report to the General Assembly and regularly to donors and other partners on the scope of the damage;", "the scope of the damage"),
    About("at that session", "to inform TSAG, as appropriate, at that session of the discussions on methods;", "the discussions on methods"),
    About("in particular on", f"{SG} submit a report to the General Assembly at its ninetieth session, in particular on the views of divers;", "the views of divers"),
    About("meetings of several years", "to brief TSAG, at its meetings in 2035 and 2036, on the progress of the trials;", "the progress of the trials"),
    About("sessions by their numbers", f"{SG} report to the General Assembly at its 91st, 92nd and 93rd sessions on the use of the fund;", "the use of the fund"),
    About("reported of", "to report to TSAG of the progress made, at each of its meetings;", "the progress made"),
    About("a month of each year", "to report to TSAG in March of each year on the masts moved;", "the masts moved"),
    About("what is theirs", "to provide TSAG with information on their own trials;", "their own trials"),
    About("a report that shall be submitted", "that a progress report on the reuse of masts shall be submitted to each meeting of TSAG;", "the reuse of masts"),
    About("a conference that is to be held", "to report to the next WTSA, to be held in 2036, on the masts moved;", "the masts moved"),
    About("thereon, and on more", f"{SG} close the tunnels and to report thereon, as well as on the safety of bridges, to the General Assembly at its ninetieth session;", "the safety of bridges"),
    About("behind a second recipient", f"{SG} report to the Human Rights Council at its ninetieth session, as well as to the General Assembly, on the follow-up to the inquiry into the mines;", "the follow-up to the inquiry into the mines"),
    About("behind recipients without a name", f"{SG} report to the General Assembly, as well as to the riparian States, on the floods of the year;", "the floods of the year"),
    About("told of, behind asides", "to inform TSAG, at each of its meetings, of the faults found in the registry;", "the faults found in the registry"),
    About("told about, behind a body with its abbreviation", "to inform the Telecommunication Standardization Advisory Group (TSAG) about changes to the test bed;", "changes to the test bed"),
    About("kept informed of", f"{SG} keep the Security Council regularly informed of the withdrawal of the observers;", "the withdrawal of the observers"),
    About("provided with an account of", "to provide TSAG, twice a year, with an account of the tests carried out;", "the tests carried out"),
    About("in front of the verb", "that the findings of the survey of masts shall be presented to TSAG by the Director of TSB;", "the survey of masts"),
    About("a report that is submitted", "that a report on the reuse of masts be submitted to TSAG;", "the reuse of masts"),
    About("reported without a preposition", "to report to WTSA the difficulties met in numbering ships;", "the difficulties met in numbering ships"),
    About("reported right behind the verb", "to report to TSAG any misuse of numbers assigned to ships;", "any misuse of numbers assigned to ships"),
    About("indicated in a report", f"{SG} indicate in his report to the General Assembly at its ninetieth session the steps taken to insure the archives;", "the steps taken to insure the archives"),
    About("included in a report about something else", f"{SG} include in his report on the caravan routes, to be submitted to the General Assembly at its ninetieth session, an assessment of the wells along them;", "the wells along them"),
    About("reported in a report about something else", f"{SG} report to the General Assembly on the results of the pilot in his next report on multilingual signs;", "the results of the pilot"),
    About("included in a report to somebody", f"{SG} include in his annual report on building works to the General Assembly information on progress made in the renovation of the hall;", "progress made in the renovation of the hall"),
    About("in a report about something else, set off", f"{SG} report to the General Assembly at its ninetieth session, in his report on staff, on progress made in hiring divers;", "progress made in hiring divers"),
    About("two reports, the first one's", f"{SG} report to the General Assembly at its ninetieth session on the hedges planted, and to submit a report on the orchards to the General Assembly;", "the hedges planted"),
)  # fmt: skip

OTHER_WAYS_TO_SAY_IT = (
    About("focusing on", f"{SG} submit to the General Assembly a multidisciplinary report focusing on field observation, including reliable data, an analysis of causes, and needs, based on the latest news from Member States;", "field observation"),
    About("with a focus on", f"{SG} submit to the General Assembly at its ninetieth session a report with a focus on the wages of divers;", "the wages of divers"),
    About("summarizing", f"{SG} submit to the General Assembly a report summarizing the discussions held at the forum on lighthouses;", "the discussions held at the forum on lighthouses"),
    About("containing a summary of", f"{SG} submit to the General Assembly at its ninetieth session a report containing a summary of the hearings;", "the hearings"),
    About("containing recommendations on", f"{SG} submit to the General Assembly a report containing, inter alia, concrete recommendations on the upkeep of dams, taking into account their age;", "the upkeep of dams"),
    About("proposing", f"{SG} submit to the General Assembly at its ninetieth session a report proposing measures for the upkeep of dams;", "measures for the upkeep of dams"),
    About("setting out", "to submit to TSAG a report setting out the cost of each option;", "the cost of each option"),
    About("which describes", "to submit to TSAG a report which describes the faults found;", "the faults found"),
    About("an assessment of", f"{SG} submit to the General Assembly at its ninetieth session a detailed assessment of all aspects of the management of the depots;", "all aspects of the management of the depots"),
    About("proposals for", f"{SG} submit to the General Assembly at its ninetieth session a report and proposals for the reform of the pension board;", "the reform of the pension board"),
    About("a report with a plan for", f"{SG} submit to the General Assembly a report with a detailed plan for the removal of wrecks;", "the removal of wrecks"),
    About("information on", f"{SG} provide to the General Assembly detailed information on final expenditures for the depots in the context of the second performance report;", "final expenditures for the depots"),
    About("data and statistics on", "to provide TSAG each year with data and statistics on dropped calls;", "dropped calls"),
    About("whether", f"{SG} inform the Security Council whether, when the rains end, the roads can carry the convoys;", "whether, when the rains end, the roads can carry the convoys"),
    About("how", "to report to TSAG annually on how the numbers are used;", "how the numbers are used"),
    About("with regard to", f"{SG} report to the General Assembly annually with regard to the debt of the depots;", "the debt of the depots"),
    About("lists of what the report holds", f"{SG} submit to the General Assembly reports, studies and evaluations on the draining of marshes;", "the draining of marshes"),
    About("indicating, set off", f"{SG} submit to the General Assembly a report indicating, inter alia, which harbours freeze;", "which harbours freeze"),
    About("containing a list of items", f"{SG} submit to the General Assembly a report containing: a detailed analysis of the causes of the fire;", "the causes of the fire"),
    About("said in reports, with a verb of its own", f"{SG}, in his periodic reports on ice to the General Assembly, integrate information on the lawful use of harbours;", "the lawful use of harbours"),
    About("information provided by many, on", f"{SG} submit to the General Assembly a report containing information provided by funds, programmes and agencies on their recent work in ports;", "their recent work in ports"),
    About("dealing with", f"{SG} submit to the General Assembly at its ninetieth session a report dealing with the noise of ships;", "the noise of ships"),
)  # fmt: skip

NOT_SAID = (
    About("thereon", f"{SG} survey the harbours and to report thereon to the General Assembly at its ninetieth session;", ""),
    About("thereon, based on", f"{SG} survey the harbours and to report thereon to the General Assembly at its ninetieth session, based on the reading that harbours include quays;", ""),
    About("on the understanding", f"{SG} survey the harbours and to report to the General Assembly at its ninetieth session, on the understanding that no cost arises;", ""),
    About("on the basis of", f"{SG} submit a report to the General Assembly at its ninetieth session on the basis of the replies received;", ""),
    About("depending on", f"{SG} submit a report to the General Assembly at its ninetieth or ninety-first session, depending on the availability of pilots;", ""),
    About("on it", f"{SG} review the tariff and report on it to the General Assembly at its ninetieth session;", ""),
    About("in this regard", f"{SG} improve the lighting of quays and to submit a report to the General Assembly in this regard at its ninetieth session;", ""),
    About("another sentence's topic", f"{SG} submit a report to the General Assembly at its ninetieth session, and invites the African Union to comment on the use of its harbours;", ""),
    About("a topic far behind", f"{SG} submit to the General Assembly a detailed report, including tables and maps, and to hold debates on annual themes;", ""),
    About("recommendations for a decision", f"{SG} submit an evaluation and recommendations to the General Assembly for decision in the first quarter of 2036;", ""),
    About("whose conclusions", f"{SG} submit to the General Assembly at its ninetieth session a report with the conclusions of the expert group;", ""),
    About("bare recommendations", f"{SG} submit to the General Assembly at its ninetieth session a report containing recommendations;", ""),
    About("the mandate, the year", f"{SG} submit an interim report to the General Assembly on 5 May and a final report on an exceptional basis;", ""),
    About("accordingly", f"{SG} watch the impact of the levy on fishing and to inform the Security Council accordingly;", ""),
    About("effects on, before the report", f"{SG} examine the impact of noise on whales and submit his report to the General Assembly at its ninetieth session;", ""),
    About("whose report it is", "that the report of the group shall be made available to TSAG;", ""),
    About("under an item", f"{SG} report to the General Assembly at its ninetieth session under the item entitled \"Report on the sea\";", ""),
    About("information in another report", f"{SG} include detailed information thereon in his report on the caravan routes to the General Assembly at its ninetieth session;", ""),
)  # fmt: skip

WHERE_IT_ENDS = (
    About("under the item", f"{SG} submit to the General Assembly a report on the wells dug under the item entitled \"Water, including wells\";", "the wells dug"),
    About("not within quotation marks", f"{SG} report to the General Assembly on the conference entitled \"Water for all, and by all; wells at the end of 2030\" by 1 May 2031;", "the conference entitled \"Water for all, and by all; wells at the end of 2030\""),
    About("based on", f"{SG} submit to the General Assembly a report on the state of the wells, based on contributions from Member States;", "the state of the wells"),
    About("on the basis of information", f"{SG} submit to the General Assembly a report on the state of the wells on the basis of information provided by Member States;", "the state of the wells"),
    About("containing information", f"{SG} submit to the General Assembly a report on the state of the wells containing information on pumps;", "the state of the wells"),
    About("with a view to", f"{SG} report to the General Assembly at its ninetieth session on the state of the wells, with a view to their repair;", "the state of the wells"),
    About("in order to", f"{SG} report to the General Assembly on the state of the wells, in order to inform the debate on water;", "the state of the wells"),
    About("bearing in mind", f"{SG} report to the General Assembly on the state of the wells, bearing in mind the drought;", "the state of the wells"),
    About("using", f"{SG} report to the General Assembly on the state of the wells, using, inter alia, pictures from space;", "the state of the wells"),
    About("usual arrangements", f"{SG} report to the General Assembly on the state of the wells in accordance with the usual working arrangements;", "the state of the wells"),
    About("another verb of the resolution", f"{SG} report to the General Assembly on the state of the wells, invites the African Union to dig more, and stresses the need for pumps;", "the state of the wells"),
    About("and another verb", f"{SG} report to the General Assembly on the state of the wells and invites Member States to dig more;", "the state of the wells"),
    About("and keep informed", f"{SG} report to the General Assembly on the state of the wells and keep the Assembly informed;", "the state of the wells"),
    About("in the next report", f"{SG} report to the General Assembly on progress made in his next report;", "progress made"),
    About("what earlier reports say is the topic", f"{SG} report to the General Assembly on all the questions referred to in his previous reports to the Assembly;", "all the questions referred to in his previous reports to the Assembly"),
    About("what an annex holds is the topic", f"{SG} report to the General Assembly on the targets set out in its annual report on wells;", "the targets set out in its annual report on wells"),
    About("related to", f"{SG} report to the General Assembly on matters related to the calendar of the conferences;", "matters related to the calendar of the conferences"),
    About("related to meetings", f"{SG} report to the General Assembly on matters related to the calendar of conferences and meetings;", "matters related to the calendar of conferences and meetings"),
    About("relating to a body", f"{SG} report to the General Assembly at its ninetieth session on questions relating to the Economic and Social Council and its staff;", "questions relating to the Economic and Social Council and its staff"),
    About("in particular stays", f"{SG} report to the General Assembly on the wells dug, in particular those of schools;", "the wells dug, in particular those of schools"),
    About("every 90 days from", f"{SG} report to the Security Council on the guarding of wells every 90 days from the adoption of the present resolution;", "the guarding of wells"),
    About("a list with its last member", f"{SG} report to the General Assembly on wells, pumps, pipes, and the training of their keepers;", "wells, pumps, pipes, and the training of their keepers"),
    About("work that is to be done", f"{SG} report to the General Assembly on the repairs to be carried out in the depots;", "the repairs to be carried out in the depots"),
    About("the report to be submitted", f"{SG} prepare a report on the repairs of the depots to be submitted to the General Assembly at its ninetieth session;", "the repairs of the depots"),
    About("the first of them", f"{SG} report to the General Assembly every four years on the state of the wells, the first report to be submitted at the ninetieth session;", "the state of the wells"),
    About("for consideration at", f"{SG} prepare a report on wooden boats for consideration by the General Assembly at its ninetieth session;", "wooden boats"),
    About("the year it happened", "to report to TSAG on fires in 2035 at its next meeting;", "fires in 2035"),
    About("an end of the work", f"{SG} report to the General Assembly on the outcome of that count by 2035 at the latest;", "the outcome of that count"),
    About("whoever took the measures", "to report to TSAG on the measures taken by administrations to give effect to paragraph 3;", "the measures taken by administrations to give effect to paragraph 3"),
    About("to it, where it belongs to the topic", f"{SG} report to the General Assembly on the tasks entrusted to it by this paragraph;", "the tasks entrusted to it by this paragraph"),
    About("made available", "to make the results of the survey of masts available to TSAG;", "the survey of masts"),
    About("what it assesses besides", f"{SG} submit to the General Assembly a report on events in the north, assessing progress against the benchmarks;", "events in the north"),
    About("in a manner", f"{SG} report to the General Assembly on progress made in a full and open manner;", "progress made"),
    About("a long session", f"{SG} report to the General Assembly on the results achieved during the second part of its resumed seventy-second session;", "the results achieved"),
    About("a number", "to report to TSAG on difficulties met in applying No. 22.22 of the plan;", "difficulties met in applying No. 22.22 of the plan"),
    About("the results of which", "to submit to TSAG a survey of the masts, the results of which shall be published;", "the masts"),
    About("at each meeting", "to submit to TSAG a report on the masts moved at each TSAG meeting;", "the masts moved"),
    About("made available for the work", "to report to TSAG on the means made available for this work;", "the means made available for this work"),
    About("containing a list", f"{SG} submit to the General Assembly a report on the state of the wells, containing:", "the state of the wells"),
    About("by a session", f"{SG} report to the General Assembly on the full use of the pumps by the ninety-first session of the General Assembly;", "the full use of the pumps"),
    About("a line break within", f"{SG} report to the General Assembly on the state of the wells and\n\nthe training of their keepers;", "the state of the wells and\n\nthe training of their keepers"),
)  # fmt: skip

NAMED_BEFORE = (
    About("submit the study", f"{SG} prepare a study on the law of wrecks, in consultation with States, and to submit the study to the General Assembly at its ninetieth session;", "the law of wrecks"),
    About("submit it", f"{SG} prepare a report on the law of wrecks and to submit it to the General Assembly at its ninetieth session;", "the law of wrecks"),
    About("that report", f"{SG} prepare a concise report on the law of wrecks, and to transmit that report to the General Assembly at its ninetieth session;", "the law of wrecks"),
    About("publish and submit it", f"{SG} compile a report containing an overview of the trade in ivory, to publish it and to submit it to the General Assembly at its ninetieth session;", "the trade in ivory"),
    About("results, of nothing said", f"{SG} hold a workshop and to submit the results to the General Assembly at its ninetieth session;", ""),
)  # fmt: skip

EVERY: tuple[About, ...] = (*WHERE_IT_STANDS, *OTHER_WAYS_TO_SAY_IT, *NOT_SAID, *WHERE_IT_ENDS, *NAMED_BEFORE)
