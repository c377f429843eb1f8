/// **WattTime, version 3 of its interface**: what one more kilowatt hour causes in a region
/// (`co2_moer`) or what its grid emits on average (`co2_aoer`), every five minutes; forecasts up to
/// 72 hours, and the forecasts of the past as they were issued.
///
/// Takes an account of the user's; gives [wattle.grid.Observed] and [wattle.grid.Forecast] of zones
/// `watttime:REGION`. The contract is that of WattTime's OpenAPI document and its guide from
/// version 2 (docs.watttime.org, sources in WattTime/aer-test-docs of January 2024): tokens of 30
/// minutes, at most 32 days of history and 24 hours of archived forecasts in a request with both
/// ends inclusive, `point_time` as the start of the interval.
@NullMarked
package wattle.grid.watttime;

import org.jspecify.annotations.NullMarked;
