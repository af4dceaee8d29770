package org.shuyuan.register.model;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The register engine's part of the model. */
public record Registers(
        Map<String, Element> elements,
        Map<String, CodeSet> codes,
        Map<String, Format> formats,
        Map<String, Role> roles,
        Map<String, Register> registers,
        List<Seed> seeds,
        List<Scenario> scenarios) {

    public Registers {
        elements = ordered(elements);
        codes = ordered(codes);
        formats = ordered(formats);
        roles = ordered(roles);
        registers = ordered(registers);
        seeds = List.copyOf(seeds);
        scenarios = List.copyOf(scenarios);
    }

    private static <T> Map<String, T> ordered(Map<String, T> map) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }

    /** The register of this id, or null. */
    public @Nullable Register find(String register) {
        return registers.get(register);
    }

    /** The register of this id, which the compiler has seen to exist. */
    public Register require(String register) {
        Register found = registers.get(register);
        if (found == null) {
            throw new IllegalArgumentException("there is no register " + register);
        }
        return found;
    }

    /** The register with a spine contract, or null where no pack has one. */
    public @Nullable Register spine(String contract) {
        return registers.values().stream()
                .filter(register -> contract.equals(register.spine()))
                .findFirst()
                .orElse(null);
    }

    /**
     * A CSV that a pack brings along.
     *
     * @param demo for trying the node only; otherwise reference data that every node needs
     */
    public record Seed(String pack, String register, Path file, boolean demo) {}
}
