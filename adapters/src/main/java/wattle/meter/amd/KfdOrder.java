package wattle.meter.amd;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import wattle.meter.sysfs.Tree;

/// The order in which ROCm numbers GPUs: that of the nodes in `/sys/class/kfd/kfd/topology/nodes`
/// that have compute units, each with its place on the PCI bus (`domain` and `location_id`, bus ×
/// 256
/// + device × 8 + function). GPUs without such a node follow by their address.
final class KfdOrder {

    private static final Comparator<Gpu> BY_ADDRESS =
            Comparator.comparing(Gpu::address).thenComparing(Gpu::card);

    private KfdOrder() {}

    static List<Gpu> of(Path sys, List<Gpu> gpus) {
        Map<String, Integer> ranks = ranks(sys.resolve("class/kfd/kfd/topology/nodes"));
        var sorted = new ArrayList<>(gpus);
        sorted.sort(
                Comparator.<Gpu>comparingInt(
                                gpu -> ranks.getOrDefault(gpu.address(), Integer.MAX_VALUE))
                        .thenComparing(BY_ADDRESS));
        return sorted;
    }

    private static Map<String, Integer> ranks(Path nodes) {
        var ranks = new HashMap<String, Integer>();
        for (Path node : Tree.numbered(nodes, "")) {
            String properties = Tree.text(node.resolve("properties"));
            if (properties != null && property(properties, "simd_count ") > 0) {
                long place = property(properties, "location_id ");
                ranks.putIfAbsent(
                        String.format(
                                "%04x:%02x:%02x.%x",
                                property(properties, "domain "),
                                place >> 8 & 0xff,
                                place >> 3 & 0x1f,
                                place & 7),
                        ranks.size());
            }
        }
        return ranks;
    }

    private static long property(String properties, String key) {
        for (String line : properties.split("\n", -1)) {
            if (line.startsWith(key)) {
                try {
                    return Long.parseLong(line.substring(key.length()).strip());
                } catch (NumberFormatException beyond) {
                    return 0;
                }
            }
        }
        return 0;
    }
}
