/// **CodeCarbon's files**: `emissions.csv` written so that what reads CodeCarbon's reads Wattle's,
/// and read so that old measurements can be reported beside new ones.
///
/// Takes and gives [wattle.report.RecordedRun]. The layout is that of CodeCarbon 3.3: 38 columns,
/// kilograms, kilowatt hours with the PUE in them, local times without a zone. Reading goes by the
/// names of the columns, so files of any version are read.
@NullMarked
package wattle.report.codecarbon;

import org.jspecify.annotations.NullMarked;
