package wattle.report;

/// The versions a result was made with, so that it can be made again years later.
///
/// @param wattle of the program
/// @param data of the tables it shipped
public record Versions(String wattle, String data) {}
