package wattle.hardware.catalog;

/// What a processor says it is, as `/proc/cpuinfo` prints it; virtual machines often tell no more.
///
/// @param vendor "GenuineIntel" or "AuthenticAMD"
/// @param family "cpu family", in decimal
/// @param model "model", in decimal
/// @param stepping "stepping", in decimal
public record CpuId(String vendor, int family, int model, int stepping) {}
