/// The threats to a public hub, a class for each that can be tried against the program itself.
///
/// | threat | tests |
/// |---|---|
/// | falsified or sloppy figures | [FalsifiedFiguresTest] |
/// | spam | [SpamTest] |
/// | scripts in texts | [ScriptTest], in a browser `PayloadTest` |
/// | injection into terminals, logs, YAML, LaTeX, shells | `FormatTest` (each format read back by a parser), `HubCommandsTest` |
/// | formulas in spreadsheets | [FormulaTest] |
/// | SQL, paths, XML, deserialisation | [InjectionTest] |
/// | parser bombs | [ParserBombTest], `BoundedRecordTest`, `ClaimsOfFilesTest` |
/// | server-side requests | [RequestForgeryTest] |
/// | tokens | [TokenTest] |
/// | a browser's session | [SessionTest] |
/// | who may do what | [RightsTest] |
/// | abuse of the API | [AbuseTest], `TokenBucketsTest` |
/// | races and replays | [RaceTest] |
/// | tampering | [TamperingTest], the store's `VerificationContract`, `HubCommandsTest` |
/// | privacy | [PrivacyTest] |
/// | gamed metrics | [GamingTest] |
/// | supply chain | [SupplyChainTest] |
@NullMarked
package wattle.hub.threat;

import org.jspecify.annotations.NullMarked;
