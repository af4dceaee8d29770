package org.shuyuan.node;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.shuyuan.identity.Accounts;
import org.shuyuan.identity.DemoPeople;
import org.shuyuan.identity.NewAccount;
import org.shuyuan.identity.OperatorAccount;
import org.shuyuan.identity.People;
import org.shuyuan.identity.Places;
import org.shuyuan.pack.Model;
import org.shuyuan.platform.Messages;
import org.shuyuan.register.imports.ImportCleaning;
import org.shuyuan.register.imports.ImportState;
import org.shuyuan.register.imports.Imports;
import org.shuyuan.register.imports.Seeds;
import org.shuyuan.register.model.Registers;
import org.shuyuan.register.schema.Installer;
import org.shuyuan.register.schema.Plan;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * The start of a node, step by step. What this class takes is there before: the data directory is this process's own, the packs have
 * compiled, the keys are open, the database answers ({@link NodeConfiguration}). The port opens after the last step here; then the node
 * says where it is.
 */
@Component
class NodeStart implements SmartInitializingSingleton {

    private final NodeSettings settings;
    private final DataDirectory directory;
    private final DatabaseServer server;
    private final HikariDataSource pool;
    private final Model model;
    private final Registers registers;
    private final Installer installer;
    private final OperatorAccount operator;
    private final DemoPeople demoPeople;
    private final People people;
    private final Accounts accounts;
    private final Places places;
    private final NodeVersion version;
    private final Messages messages;
    private final Imports imports;
    private final ImportCleaning cleaning;
    private final Seeds seeds;

    private int port;
    private int managementPort;

    NodeStart(
            NodeSettings settings,
            DataDirectory directory,
            DatabaseServer server,
            HikariDataSource pool,
            Model model,
            Registers registers,
            Installer installer,
            OperatorAccount operator,
            DemoPeople demoPeople,
            People people,
            Accounts accounts,
            Places places,
            NodeVersion version,
            Messages messages,
            Imports imports,
            ImportCleaning cleaning,
            Seeds seeds) {
        this.settings = settings;
        this.directory = directory;
        this.server = server;
        this.pool = pool;
        this.model = model;
        this.registers = registers;
        this.installer = installer;
        this.operator = operator;
        this.demoPeople = demoPeople;
        this.people = people;
        this.accounts = accounts;
        this.places = places;
        this.version = version;
        this.messages = messages;
        this.imports = imports;
        this.cleaning = cleaning;
        this.seeds = seeds;
    }

    @Override
    public void afterSingletonsInstantiated() {
        Voice.step("migrate", Map.of());
        Migrations.run(pool);
        Voice.step("install", Map.of("count", registers.registers().size()));
        install();
        bringIn();
        makeAccounts();
        imports.recover(settings.embedded(), accounts::actor);
        cleaning.begin();
    }

    private void install() {
        switch (installer.install(model, Voice::print)) {
            case Installer.Outcome.Installed installed -> {}
            case Installer.Outcome.Refused refused -> {
                Voice.print(Plan.print(refused.plan()));
                throw new Refusal("upgrade_refused");
            }
        }
        for (String language : Messages.LANGUAGES) {
            messages.include(language, model.texts().in(language));
        }
    }

    /** What the packs come with; demo data unless the node is to start empty. */
    private void bringIn() {
        Seeds.Failed failed = seeds.install(settings.name(), !settings.empty(), NodeStart::tell);
        if (failed != null) {
            failed.faults()
                    .forEach(fault -> Voice.print(failed.seed().file().getFileName() + ":" + fault.line() + " "
                            + messages.say(
                                    Messages.LANGUAGES.getFirst(),
                                    "fault." + fault.fault().code(),
                                    fault.fault().parameters())));
            ImportState.Stop stop = failed.state().problem();
            throw new Refusal(
                    "seed_refused",
                    "file",
                    failed.seed().file(),
                    "reason",
                    stop == null ? failed.state().stage() : stop.code());
        }
    }

    private static void tell(ImportState state) {
        if (state.stage() == ImportState.Stage.DONE) {
            Voice.tell(
                    "start.brought_in",
                    Map.of("file", String.valueOf(state.options().fileName()), "count", state.read()));
        }
    }

    /** Passwords are told at once, so that nothing that fails later can lose them. */
    private void makeAccounts() {
        List<NewAccount> made = new ArrayList<>();
        operator.install(registers).ifPresent(made::add);
        if (!settings.empty()) {
            DemoPeople.Installed installed = demoPeople.install(people, places.find());
            made.addAll(installed.made());
            if (!installed.waiting().isEmpty()) {
                Voice.tell("start.people_wait", Map.of("accounts", names(installed.waiting())));
            }
        }
        Welcome.tellPasswords(made);
    }

    private static String names(List<People.Person> people) {
        return String.join(", ", people.stream().map(People.Person::account).toList());
    }

    @EventListener
    void opened(WebServerInitializedEvent event) {
        if (event.getApplicationContext().getServerNamespace() == null) {
            port = event.getWebServer().getPort();
        } else {
            managementPort = event.getWebServer().getPort();
        }
    }

    @EventListener
    void ready(ApplicationReadyEvent event) {
        RunningNode node = new RunningNode(
                "http://localhost:" + port,
                ProcessHandle.current().pid(),
                "http://127.0.0.1:" + managementPort,
                version.version(),
                model.hash(),
                settings.suite(),
                server.address());
        directory.writeSecret(RunningNode.FILE, JsonMapper.shared().writeValueAsString(node));
        Welcome.tellAddress(node, settings, Objects.requireNonNullElse(event.getTimeTaken(), Duration.ZERO));
    }
}
