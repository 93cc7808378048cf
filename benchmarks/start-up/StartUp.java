import java.lang.management.ManagementFactory;

import com.sun.management.OperatingSystemMXBean;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.client.RestClient;

/**
 * Starts an application with the class path that it is given, and tells what that took: since the start of the JVM, and processor time, in
 * milliseconds; heap in use after a collection, in kilobytes; beans.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class StartUp {

	public static void main(String[] args) {
		ConfigurableApplicationContext context = SpringApplication.run(StartUp.class, "--server.port=0",
				"--spring.main.banner-mode=off", "--logging.level.root=off");
		context.getBean(RestClient.Builder.class).build();
		long elapsed = System.currentTimeMillis() - ManagementFactory.getRuntimeMXBean().getStartTime();
		long cpu = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime() / 1_000_000;
		System.gc();
		System.gc();
		long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1024;
		System.out.println(elapsed + " " + cpu + " " + heap + " " + context.getBeanDefinitionCount());
		System.exit(0);
	}

}
