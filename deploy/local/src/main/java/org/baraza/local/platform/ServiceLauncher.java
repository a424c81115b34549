package org.baraza.local.platform;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.baraza.local.Backends;
import org.baraza.local.process.JavaCommand;
import org.baraza.local.process.ManagedProcess;
import org.baraza.local.process.Ports;
import org.baraza.local.process.ProcessSpec;
import org.baraza.local.process.Readiness;

/**
 * Knows how each service is started: ports, addresses of what it needs, memory.
 *
 * @param repository where the services were built
 * @param options how the platform is to start
 * @param folder the data folder
 * @param backends the backends, prepared at least
 */
record ServiceLauncher(Path repository, PlatformOptions options, DataFolder folder, Backends backends) {

    private static final List<String> COMMON = List.of("-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError");

    private static final List<String> SERVICE_MEMORY = List.of("-Xms64m", "-Xmx256m");

    /** What sockets need for a moment only fits the young generation: else all of the heap is collected all the time. */
    private static final List<String> OPTIMISED_GATEWAY_MEMORY = List.of("-Xms192m", "-Xmn128m", "-Xmx512m");

    /** Four services and the backends start at the same time, on a machine with two cores perhaps. */
    private static final Duration START_TIMEOUT = Duration.ofSeconds(120);

    /** All services, the gateways last, none started. */
    List<Service> prepare() {
        List<Service> services = new ArrayList<>();
        Map<String, String> addresses = new HashMap<>();
        List<Integer> ports = IntStream.range(0, options.gateways())
                .mapToObj(i -> Ports.orFree(options.gatewayPort(i)))
                .toList();
        for (ServiceModule module :
                List.of(ServiceModule.CONVERSATION, ServiceModule.MESSAGE, ServiceModule.NOTIFICATION)) {
            Map<String, String> own =
                    module == ServiceModule.NOTIFICATION ? notificationSettings(ports.get(0)) : Map.of();
            Service service = service(module, module.folder(), 0, own);
            addresses.put(module.name() + "_SERVICE_URL", service.url());
            services.add(service);
            for (int i = 2; i <= options.replicas().getOrDefault(module.folder(), 1); i++) {
                services.add(service(module, module.folder() + '-' + i, 0, own));
            }
        }
        IntStream.range(0, options.gateways()).forEach(i -> services.add(gateway(i, ports.get(i), addresses)));
        return services;
    }

    /** What it would send goes to the outbox; links in mails lead to the first gateway. */
    private Map<String, String> notificationSettings(int gatewayPort) {
        String origin = "http://localhost:" + gatewayPort;
        return Map.of(
                "NOTIFICATION_SERVICE_OUTBOX_DIR",
                folder.path().resolve("outbox").toString(),
                "NOTIFICATION_SERVICE_MAIL_SECRET",
                new MailSecret(folder.path().resolve("keys")).read(),
                "NOTIFICATION_SERVICE_MAIL_WEBSITE",
                origin,
                "NOTIFICATION_SERVICE_MAIL_API",
                origin);
    }

    private Service gateway(int index, int port, Map<String, String> addresses) {
        String name = "gateway-" + (index + 1);
        Map<String, String> environment = new HashMap<>(addresses);
        environment.put("GATEWAY_ID", name);
        environment.put("REDIS_URL", backends.redisUrl());
        environment.put("GATEWAY_ADDRESS", "http://127.0.0.1:" + port);
        return service(ServiceModule.GATEWAY, name, port, environment);
    }

    private Service service(ServiceModule module, String name, int port, Map<String, String> own) {
        int http = Ports.orFree(port);
        int management = Ports.free();
        Map<String, String> environment = new HashMap<>(own);
        environment.put("INSTANCE_ID", name);
        environment.put("HTTP_HOST", "127.0.0.1");
        environment.put("HTTP_PORT", Integer.toString(http));
        environment.put("MANAGEMENT_PORT", Integer.toString(management));
        environment.put("KAFKA_BOOTSTRAP_SERVERS", backends.kafkaBootstrap());
        environment.put("JWT_PUBLIC_KEY", folder.tokens().publicKey().toString());
        environment.put("JWT_ISSUER", Tokens.ISSUER);
        environment.put("JWT_AUDIENCE", Tokens.AUDIENCE);
        if (module != ServiceModule.GATEWAY) {
            environment.put("MONGODB_URI", backends.mongoUri());
        }
        environment.putAll(options.environment().getOrDefault(module.folder(), Map.of()));
        environment.putAll(options.environment().getOrDefault(name, Map.of()));
        return new Service(module, process(module, name, management, environment), http, management);
    }

    private ManagedProcess process(
            ServiceModule module, String name, int managementPort, Map<String, String> environment) {
        JavaCommand command = new JavaCommand(
                jvmOptions(module), List.of("-jar", module.runnable(repository).toString()));
        ProcessSpec spec = ProcessSpec.of(
                        name,
                        command.toList(),
                        folder.path(),
                        folder.logs().resolve(name + ".log"),
                        new Readiness.Probe(new HealthProbe(managementPort)))
                .withEnvironment(environment)
                .withStartTimeout(START_TIMEOUT);
        return new ManagedProcess(spec);
    }

    private List<String> jvmOptions(ServiceModule module) {
        List<String> jvm = new ArrayList<>(COMMON);
        if (module == ServiceModule.GATEWAY && options.optimised()) {
            jvm.addAll(OPTIMISED_GATEWAY_MEMORY);
        } else {
            jvm.add(JavaCommand.QUICK_COMPILER_ONLY);
            jvm.addAll(SERVICE_MEMORY);
        }
        return jvm;
    }
}
