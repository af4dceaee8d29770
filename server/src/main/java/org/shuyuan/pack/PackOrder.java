package org.shuyuan.pack;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Puts each pack after those that it needs; otherwise packs stand by their ids, whatever folders they came from. */
final class PackOrder {

    private final Map<String, Pack> byId = new LinkedHashMap<>();
    private final Map<String, Yaml.Mapping> packFiles;
    private final Faults faults;
    private final Map<String, Pack> ordered = new LinkedHashMap<>();
    private final List<String> path = new ArrayList<>();

    PackOrder(List<Pack> packs, Map<String, Yaml.Mapping> packFiles, Faults faults) {
        packs.forEach(pack -> byId.put(pack.id(), pack));
        this.packFiles = packFiles;
        this.faults = faults;
    }

    List<Pack> byNeeds() {
        byId.values().forEach(this::visit);
        return List.copyOf(ordered.values());
    }

    private void visit(Pack pack) {
        if (ordered.containsKey(pack.id())) {
            return;
        }
        if (path.contains(pack.id())) {
            List<String> circle = new ArrayList<>(path.subList(path.indexOf(pack.id()), path.size()));
            circle.add(pack.id());
            fault(
                    pack,
                    "needs: [" + String.join(", ", pack.needs()) + "]",
                    "packs need each other in a circle: " + String.join(" → ", circle),
                    "move what both need into a pack of its own");
            return;
        }
        path.add(pack.id());
        for (String need : pack.needs()) {
            Pack needed = byId.get(need);
            if (needed == null) {
                fault(
                        pack,
                        need,
                        "the pack `" + need + "` is needed and not here",
                        Nearest.remedy(need, byId.keySet()));
            } else {
                visit(needed);
            }
        }
        path.removeLast();
        ordered.put(pack.id(), pack);
    }

    private void fault(Pack pack, String offending, String problem, String remedy) {
        Yaml.Mapping yaml = packFiles.get(pack.id());
        Place file = new Place(PackReader.file(pack.folder(), pack.folder().resolve("pack.yaml")), 1);
        faults.add(yaml == null ? file : yaml.at("needs"), offending, problem, remedy);
    }
}
