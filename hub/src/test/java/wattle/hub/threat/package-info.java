/// The threats to a public hub, a class for each that can be tried against the program itself.
///
/// | threat | tests |
/// |---|---|
/// | falsified or sloppy figures | [FalsifiedFiguresTest] |
/// | spam | [SpamTest] |
/// | scripts in texts | [ScriptTest] |
/// | injection into terminals, logs, YAML, LaTeX, shells | `HubCommandsTest`, `EscapeTest` |
/// | formulas in spreadsheets | `BundleTest` |
/// | SQL, paths, XML, deserialisation | [InjectionTest] |
/// | parser bombs | [ParserBombTest] |
/// | server-side requests | [RequestForgeryTest] |
/// | tokens | [TokenTest] |
/// | who may do what | `ClaimRoutesTest` |
/// | abuse of the API | `ServerTest`, `TokenBucketsTest` |
/// | races and replays | `ClaimRoutesTest` |
/// | tampering | the store's `VerificationContract`, `HubCommandsTest` |
/// | privacy | [PrivacyTest] |
/// | gamed metrics | [GamingTest] |
/// | supply chain | pinned versions and a fixed build time stamp; a data pack is part of the jar |
@NullMarked
package wattle.hub.threat;

import org.jspecify.annotations.NullMarked;
