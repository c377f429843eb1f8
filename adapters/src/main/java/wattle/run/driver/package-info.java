/// # Driving a shifted run
///
/// Takes a [wattle.run.driver.Shift], which is a job with its window and policy, and a
/// [wattle.run.Runner] to carry it out; gives a log of what was done. [wattle.run.driver.Driver] is
/// the loop's body, [wattle.run.driver.ShiftFolder] the run on disk. What is expected of the
/// intensity comes through [wattle.run.Outlook], what was saved is left to the account.
@NullMarked
package wattle.run.driver;

import org.jspecify.annotations.NullMarked;
