/// `/regions`: what one job would emit by place, by hour of its start and by month, over the
/// typical days that ship; the counterpart of figures 1 and 2 and table 3 of Dodge et al. 2022.
///
/// [Heat] does the arithmetic, [RegionsPage] shows it.
@NullMarked
package wattle.hub.page.regions;

import org.jspecify.annotations.NullMarked;
